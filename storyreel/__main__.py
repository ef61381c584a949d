"""`python -m storyreel`."""

from storyreel.cli.main import main

if __name__ == "__main__":
    main()
