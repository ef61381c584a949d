"""The bytes of a photograph of the web."""

from core.errors import Unavailable
from tools.photos.check import LARGEST, checked
from tools.photos.port import Photo
from tools.web.fetch import Fetcher

IMAGES = ("image/", "application/octet-stream", "binary/octet-stream")
CATALOGUED = "/wiki/File:"
"""In the page of a photograph that an API offered for reuse; its bytes are asked for as the API says."""


def fetch(fetcher: Fetcher, photo: Photo) -> bytes:
    """The photograph's bytes, checked; a site's robots.txt is asked unless an API offered the photograph.

    Raises Unavailable for what may not be fetched or is no usable image.
    """
    if not photo.url:
        raise Unavailable(f"{photo.name} is a file and has no address")
    if CATALOGUED in photo.page:
        data = fetcher.fetch(photo.url, most=LARGEST).checked().data
    else:
        data = fetcher.page(photo.url, IMAGES).data
    checked(data)
    return data
