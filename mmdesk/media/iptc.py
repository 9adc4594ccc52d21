"""IPTC-IIM, the older block that press agencies and Picasa write into JPEG and TIFF."""

from PIL import Image, IptcImagePlugin
from PIL.ImageFile import ImageFile

from mmdesk.core.entities import Facts
from mmdesk.media import facts

_TITLE, _KEYWORDS, _DAY, _CLOCK, _CAPTION = (2, 5), (2, 25), (2, 55), (2, 60), (2, 120)


def read(image: Image.Image) -> facts.Block:
    """What the block says; an empty one where there is none."""
    told = IptcImagePlugin.getiptcinfo(image) if isinstance(image, ImageFile) else None
    if not told:
        return facts.Block()
    keywords = told.get(_KEYWORDS, [])
    return facts.Block(
        Facts(
            title=facts.text(_one(told.get(_TITLE))),
            caption=facts.caption(_one(told.get(_CAPTION))),
            keywords=facts.words(keywords if isinstance(keywords, list) else [keywords]),
        ),
        taken=facts.moment(_written(_one(told.get(_DAY)), _one(told.get(_CLOCK)))),
    )


def _one(value: object) -> object:
    return value[0] if isinstance(value, list) and value else value


def _written(day: object, clock: object) -> str:
    """ "20220110" and "151544-0400" as one date that `facts.moment` reads."""
    date, time = facts.text(day) or "", facts.text(clock) or "000000"
    return f"{date[:4]}-{date[4:6]}-{date[6:]} {time[:2]}:{time[2:4]}:{time[4:6]}{time[6:]}"
