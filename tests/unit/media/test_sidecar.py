from pathlib import Path

import pytest
from helpers.pictures import quarters, saved
from helpers.shared import shared
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mmdesk.core.entities import Facts
from mmdesk.core.errors import FileUnreadable
from mmdesk.media import sidecar
from mmdesk.media.images import PictureLimits, read_picture
from mmdesk.media.metadata import read_facts

PACKET = """<?xpacket begin='\ufeff' id='W5M0MpCehiHzreSzNTczkc9d'?>
<!-- by hand --><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
 xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xap="http://ns.adobe.com/xap/1.0/" xmlns:my="urn:my">
 <rdf:Description rdf:about="uuid:1" xap:Rating="2"
  my:history="one&#xA;two &amp; &quot;three&quot;">
  <dc:subject><rdf:Bag><rdf:li>Beach</rdf:li><rdf:li>sea &amp; sky</rdf:li></rdf:Bag></dc:subject>
  <dc:title><rdf:Alt><rdf:li xml:lang="x-default">A title</rdf:li></rdf:Alt></dc:title>
  <my:steps rdf:parseType="Resource"><my:first>kept</my:first></my:steps>
 </rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end='w'?>"""


@pytest.fixture
def picture(tmp_path) -> Path:
    return saved(quarters(), tmp_path / "a.jpg")


def facts(picture: Path) -> Facts:
    read = read_picture(picture, at_least=1, limits=PictureLimits(100))
    return read_facts(picture, beside(picture), read)


def beside(picture: Path) -> Path:
    return picture.with_name(picture.name + ".xmp")


def test_a_new_sidecar_is_read_back(picture):
    before = picture.read_bytes()
    sidecar.write(beside(picture), 4, ["boat", "Lisbon & Porto"])
    assert facts(picture).rating == 4
    assert facts(picture).keywords == ("boat", "Lisbon & Porto")
    assert picture.read_bytes() == before
    assert sorted(each.name for each in picture.parent.iterdir()) == ["a.jpg", "a.jpg.xmp"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_what_others_wrote_stays(picture, encoding):
    beside(picture).write_bytes(PACKET.encode(encoding))
    sidecar.write(beside(picture), 5, ["beach", "boat"])
    assert facts(picture).rating == 5
    assert facts(picture).keywords == ("Beach", "sea & sky", "boat")
    assert facts(picture).title == "A title"
    text = beside(picture).read_text("utf-8")
    assert 'my:history="one&#10;two &amp; &quot;three&quot;"' in text
    assert '<my:steps rdf:parseType="Resource"><my:first>kept</my:first></my:steps>' in text
    assert "<!-- by hand -->" in text
    assert text.startswith("<?xpacket begin=")
    assert text.rstrip().endswith("<?xpacket end='w'?>")
    assert text.count("Rating") == 1
    assert text.count('rdf:about="uuid:1"') == 2


def test_writing_twice_changes_nothing_more(picture):
    beside(picture).write_text(PACKET, "utf-8")
    sidecar.write(beside(picture), 5, ["boat"])
    once = beside(picture).read_text("utf-8")
    sidecar.write(beside(picture), 5, ["boat"])
    assert beside(picture).read_text("utf-8") == once


def test_without_a_rating_or_keywords_those_of_others_stay(picture):
    beside(picture).write_text(PACKET, "utf-8")
    sidecar.write(beside(picture), None, ["boat"])
    assert facts(picture).rating == 2
    sidecar.write(beside(picture), 1, [])
    assert facts(picture).keywords == ("Beach", "sea & sky", "boat")
    assert facts(picture).rating == 1


def test_other_names_for_rdf_are_understood(picture):
    beside(picture).write_text(
        PACKET.replace("rdf:", "r:").replace("xmlns:rdf", "xmlns:r"), "utf-8"
    )
    sidecar.write(beside(picture), 3, ["boat"])
    assert facts(picture).rating == 3
    assert facts(picture).keywords == ("Beach", "sea & sky", "boat")
    assert facts(picture).title == "A title"


@pytest.mark.parametrize(
    "content",
    [
        PACKET[:-40].encode()[:700],
        b"",
        b"not XML",
        b"<other/>",
        b'<!DOCTYPE x [<!ENTITY a "b">]><x:xmpmeta xmlns:x="adobe:ns:meta/">&a;</x:xmpmeta>',
    ],
)
def test_what_is_no_xmp_is_left_alone_with_a_reason(picture, content):
    beside(picture).write_bytes(content)
    with pytest.raises(FileUnreadable, match="stays as it is"):
        sidecar.write(beside(picture), 5, ["boat"])
    assert beside(picture).read_bytes() == content
    assert len(list(picture.parent.iterdir())) == 2


words = st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=1, max_size=12)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rating=st.integers(0, 5),
    keywords=st.lists(words, min_size=1, max_size=4, unique_by=str.casefold),
)
def test_whatever_is_written_is_read_back(picture, rating, keywords):
    beside(picture).unlink(missing_ok=True)
    sidecar.write(beside(picture), rating, keywords)
    found = facts(picture)
    assert found.rating == rating
    assert len(found.keywords) == len(keywords)


def test_a_real_sidecar_keeps_its_facts(tmp_path, picture):
    for real in sorted(shared("data/awkward").rglob("*.xmp")):
        beside(picture).write_bytes(real.read_bytes())
        before = facts(picture)
        sidecar.write(beside(picture), 3, ["boat"])
        after = facts(picture)
        assert after.rating == 3
        assert after.keywords == (*before.keywords, "boat")
        assert (after.taken_at, after.title, after.camera) == (
            before.taken_at,
            before.title,
            before.camera,
        )
