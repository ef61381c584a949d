#!/bin/sh
# Makes .venv from requirements.lock. Run through `make setup`: the stamp .venv/ready says what it was made from.
set -eu

find_python() {
    incomplete=
    for python in ${PYTHON:-} python3.13 python3.12 python3.11 python3 python; do
        # A name on the PATH may still be a launcher for a version that is not there: it is asked, not trusted.
        "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 || continue
        if "$python" -c 'import ensurepip, venv' >/dev/null 2>&1; then
            return 0
        fi
        incomplete=$python
    done
    if [ -n "$incomplete" ]; then
        echo "$incomplete has no venv module: install it (Debian, Ubuntu: apt install python3-venv) or name another" \
            "Python with PYTHON=/path/to/python3." >&2
    else
        echo "No Python 3.11 or newer was found: install one (with venv) or name it with PYTHON=/path/to/python3." >&2
    fi
    exit 1
}

find_python
echo "Setting up .venv with $("$python" -c 'import platform, sys; print(sys.executable, platform.python_version())')"
rm -f .venv/ready
"$python" -m venv --clear .venv
echo "Installing the locked packages (about a minute)"
.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements.lock
echo "Installing storyreel from this folder"
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
touch .venv/ready
