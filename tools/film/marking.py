"""What machines read of a film's origin: an XMP packet that names its digital source type.

The comment of the file says it to people. MP4 holds XMP in a `uuid` box of its own (XMP specification part 3, section
1.1.3); behind the media it moves nothing, and players skip it.
"""

from pathlib import Path
from xml.sax.saxutils import escape

SOURCE_TYPE = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
"""IPTC's term for media that machines made: what the EU's AI Act, article 50, wants to be machine-readable."""
XMP = b"\xbe\x7a\xcf\xcb\x97\xa9\x42\xe8\x9c\x71\x99\x94\x91\xe3\xaf\xac"
TOOL = "Storyreel"
HEAD = 8  # bytes of a box before its content: size and type


def mark(film: Path) -> None:
    """Append the packet to a finished MP4."""
    packet = _packet().encode()
    size = HEAD + len(XMP) + len(packet)
    with film.open("ab") as file:
        file.write(size.to_bytes(4, "big") + b"uuid" + XMP + packet)


def _packet() -> str:
    """The XMP packet, read-only (part 1, section 7.3.2)."""
    spaces = {
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "xmp": "http://ns.adobe.com/xap/1.0/",
        "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
    }
    told = {"Iptc4xmpExt:DigitalSourceType": SOURCE_TYPE, "xmp:CreatorTool": TOOL}
    names = " ".join(f'xmlns:{name}="{address}"' for name, address in spaces.items())
    values = "".join(f"<{name}>{escape(value)}</{name}>" for name, value in told.items())
    described = f'<rdf:RDF {names}><rdf:Description rdf:about="">{values}</rdf:Description></rdf:RDF>'
    begin, end = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>', '<?xpacket end="r"?>'
    return f'{begin}<x:xmpmeta xmlns:x="adobe:ns:meta/">{described}</x:xmpmeta>{end}'
