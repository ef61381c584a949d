"""What file names say, and what they do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.photos.names import named_title
from tools.photos.port import TITLE


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("tacoma-bridge_1940.jpg", "tacoma bridge 1940"),
        ("The%20Old%20Lighthouse.JPEG", "The Old Lighthouse"),
        ("1024px-Tacoma_Narrows_Bridge.jpg", "Tacoma Narrows Bridge"),
        ("Sunset over Aswan (2).png", "Sunset over Aswan"),
        ("harbour-1920x1080.webp", "harbour"),
        ("harbour copy.jpg", "harbour"),
        ("برج القاهرة.jpg", "برج القاهرة"),
        ("富士山.jpg", "富士山"),
        ("scanner room.jpg", "scanner room"),
        ("photographer at work.jpg", "photographer at work"),
        ("picnic.jpg", "picnic"),
        ("portrait of Ada.jpg", "portrait of Ada"),
        ("apollo-11-4f9d2c1a7b3e.jpg", "apollo 11"),
        ("facade.jpg", "facade"),
    ],
)
def test_a_name_that_says_something_is_a_title(name: str, title: str) -> None:
    assert named_title(name) == title


@pytest.mark.parametrize(
    "name",
    [
        *("IMG_1234.JPG", "IMG_1234 (1).jpg", "IMG_20240102_101112.jpg", "IMG-20240102-WA0003.jpg", "DSC01234.ARW.jpg"),
        *("_DSC1234.jpg", "DSCN0042.jpg", "DSCF0001.jpg", "P1010012.jpg", "PXL_20240102_101112123.jpg", "DJI_0001.jpg"),
        *("PXL_20240102_101112123.PORTRAIT.jpg", "MVIMG_20190101_120000.jpg", "Screenshot 2024-01-02 at 10.11.12.png"),
        *("Screenshot_20240102-101112_Chrome.png", "Screen Shot 2020-01-01.png", "Bildschirmfoto 2024-01-02.png"),
        *("WhatsApp Image 2024-01-02 at 10.11.12.jpeg", "20240102_101112.jpg", "1234.jpg", "image.png", "image12.png"),
        *("photo-3.jpg", "FB_IMG_1500000000000.jpg", "received_123456789.jpeg", "download (1).jpg", "untitled.png"),
        *(
            "3f2b8c1d-9a7e-4c55-8d21-aa00bb11cc22.jpg",
            "d41d8cd98f00b204e9800998ecf8427e.jpg",
            "GOPR0042.JPG",
            "---.jpg",
        ),
        *("لقطة شاشة 2024.png", "scan0001.tif", ""),
    ],
)
def test_a_name_that_a_program_gave_says_nothing(name: str) -> None:
    assert named_title(name) == ""


@given(st.text(max_size=400))
def test_any_name_gives_one_short_line(name: str) -> None:
    title = named_title(name)
    assert len(title) <= TITLE
    assert title == " ".join(title.split())
    assert not title or any(char.isalpha() for char in title)
