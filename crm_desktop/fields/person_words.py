"""Tells whether words beside a number are a person: 王经理, 老李, 张小燕, Ms Berg."""

import functools
import json
import re

from crm_desktop.base.paths import resources

_TITLES = (
    *("经理", "总", "老板", "老板娘", "主任", "先生", "女士", "小姐", "会计", "师傅", "店长", "厂长", "科长", "处长"),
    *("部长", "所长", "校长", "院长", "老师", "医生", "工", "姐", "哥", "叔", "阿姨", "太太", "采购", "秘书", "董"),
)
_TITLED = re.compile(rf"([\u4e00-\u9fff]{{1,4}})(?:{'|'.join(sorted(_TITLES, key=len, reverse=True))})")
_BEFORE = re.compile(r"(?:联系人|收货人|姓名|contact|attn)\s*[:：.]?\s*", re.IGNORECASE)
# Of the hundred most frequent surnames and some more; a name with another one stays in the remark.
_COMMON = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾萧肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔"
    "钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔汤庞施洪翟安倪章鲁葛"
)
_NO_NAME = re.compile(
    r"周[一二三四五六日末]|[店厂区路号楼司转时天休送前后点货款单部组室馆院]|高[新中]|方[便形]|万[元达]|.午"
)
_WORDS = frozenset({"施工", "安装", "金额", "余额", "黄金", "石材", "金属", "江边", "马上", "方案", "任务", "总务"})
_AROUND = " \t()（）:：,，.。-—/、;；"
_LATIN = re.compile(r"(?:Mr|Mrs|Ms|Dr)\.?(?:\s+[A-Z][\w'’.-]*){1,3}")


def person_in(words: str) -> str:
    """Give the person that the words name; empty where they may be anything else."""
    text = _BEFORE.sub("", words.strip(_AROUND)).strip(_AROUND)
    if len(text) < 2 or text in _WORDS or (_NO_NAME.search(text) and not _TITLED.fullmatch(text)):
        return ""
    titled = _TITLED.fullmatch(text)
    if titled and (_begins_with_surname(titled[1]) or text[0] in "老小"):
        return text
    chinese = 2 <= len(text) <= 4 and all("\u4e00" <= each <= "\u9fff" for each in text)
    if chinese and _begins_with_surname(text, longest=3):
        return text
    return text if _LATIN.fullmatch(text) else ""


def _begins_with_surname(text: str, longest: int = 4) -> bool:
    """Tell whether a name begins with a surname of one character, or of two before one or two more."""
    return text[:2] in _compound_surnames() or (text[0] in _COMMON and len(text) <= longest)


@functools.cache
def _compound_surnames() -> frozenset[str]:
    return frozenset(json.loads(resources("data", "surnames.json").read_text("utf-8"))["compound"])
