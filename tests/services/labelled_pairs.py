"""300 pairs of invented customers, each labelled by hand: one customer written twice, or two.

Twenty-four businesses, each beside ten records that are the same or another one in a way that happens
(TWISTS), and sixty pairs that stand for themselves (ALONE).
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from stdnum.cn import uscc

from crm_desktop.base.paths import resources


@dataclass(frozen=True)
class Shop:
    """What a list says of a customer; empty for what it does not say."""

    name: str
    mobile: str = ""
    phone: str = ""
    email: str = ""
    city: str = ""
    street: str = ""
    contact: str = ""
    code: str = ""
    alias: str = ""
    kind: str = "company"


@dataclass(frozen=True)
class Labelled:
    """A pair, whether it is one customer, and in what way it is alike or apart."""

    one: Shop
    other: Shop
    same: bool
    way: str


# name in daily use | registered name | a slip | another word of the same sound | other brand of the trade
# | same brand in another trade | English or short name | city | street | contact
CHINESE = """
青石巷文具店|杭州青石巷文具有限公司|青石港文具店|青石巷文聚店|白石桥文具店|青石巷花艺店|Bluestone Stationery|杭州市|青石巷 18 号|陈雅琴
禾木家具行|杭州禾木家具有限公司|禾木家俱行|和木家具行|桐木家具行|禾木茶叶行|Hemu Furniture|杭州市|清泰街 118 号|王晓岚
松果儿童书屋|宁波松果文化传媒有限公司|松果儿重书屋|松菓儿童书屋|月亮儿童书屋|松果儿童摄影|松果书屋|宁波市|药行街 3 号|周敏
麦田烘焙坊|嘉兴麦田食品有限公司|麦田烘培坊|卖田烘焙坊|豆田烘焙坊|麦田宠物用品|Wheatfield Bakery|嘉兴市|中山东路 1 号|周立强
临江五金建材|杭州临江五金建材有限公司|临江五金建村|林江五金建材|滨江五金建材|临江汽配|临江五金|杭州市|南苑街 6 号|赵国栋
半山茶社|绍兴半山茶业有限公司|半山茶杜|半山茶舍|南山茶社|半山民宿|半山茶|绍兴市|解放路 9 号|李建华
澄湖民宿|湖州澄湖酒店管理有限公司|登湖民宿|承湖民宿|莲湖民宿|澄湖水产|Clearlake Guesthouse|湖州市|衣裳街 5 号|沈月娥
云杉装饰工程|浙江云杉装饰工程有限公司|云衫装饰工程|云山装饰工程|红杉装饰工程|云杉物流|云杉装饰|杭州市|江南大道 8 号|郑伟
溪口农产专业合作社|宁波溪口农产专业合作社|溪囗农产专业合作社|西口农产专业合作社|岩头农产专业合作社|溪口货运|溪口农产|宁波市|武岭西路 22 号|蒋红梅
海棠服饰批发部|苏州海棠服饰有限公司|海堂服饰批发部|海唐服饰批发部|丁香服饰批发部|海棠纸业|海棠服饰|苏州市|观前街 77 号|顾芳
北窗眼镜行|金华北窗眼镜有限公司|北窗眼境行|北创眼镜行|南窗眼镜行|北窗茶叶行|North Window Optics|金华市|中山路 4 号|赵鹏
纸鸢玩具批发|义乌纸鸢玩具有限公司|纸莺玩具批发|纸元玩具批发|木鸢玩具批发|纸鸢服饰|Paper Kite Toys|金华市|稠州北路 699 号|吴海燕
蓝鲸宠物用品|上海蓝鲸宠物用品有限公司|蓝鲸宠物用口|兰鲸宠物用品|白鲸宠物用品|蓝鲸软件|Blue Whale Pets|上海市|漕溪北路 331 号|徐静怡
小满花店|温州小满花艺有限公司|小蒲花店|晓满花店|小暑花店|小满餐饮|小满花艺|温州市|五马街 7 号|单丽
东篱餐饮管理|南京东篱餐饮管理有限公司|东离餐饮管理|东黎餐饮管理|西篱餐饮管理|东篱印刷|East Fence Catering|南京市|夫子庙贡院街 12 号|孙浩然
山城火锅|重庆山城火锅餐饮有限公司|山成火锅|善城火锅|江城火锅|山城五金|Mountain City Hotpot|重庆市|解放碑步行街 2 号|曾庆红
光明电子科技|深圳市光明电子科技有限公司|光明电子料技|广明电子科技|长明电子科技|光明广告|Guangming Electronics|深圳市|华强北路 1019 号|黄俊杰
银河办公用品|广州银河办公用品有限公司|银河办公用晶|银和办公用品|金河办公用品|银河旅游|Galaxy Office|广州市|天河路 208 号|梁志明
"""  # noqa: E501 - a line a business
ENGLISH = """
Bluestone Stationery|Bluestone Stationery Ltd|Bluestone Stationary|Blue Stone Stationery|Redbrick Stationery|Bluestone Catering|BSS|Leeds|12 Mill Lane|Ann Berglund
Harbour Coffee|Harbour Coffee Company Limited|Harbor Coffee|Harbour Coffe|Garden Coffee|Harbour Plumbing|HCC|Bristol|4 Quay Street|Tom Oakley
Northwind Traders|Northwind Traders Inc.|Northwind Tradres|North Wind Traders|Southwind Traders|Northwind Roofing|NWT|Seattle|700 Pine Street|Maria Lopez
Müller Werkzeuge|Müller Werkzeuge GmbH|Mueller Werkzeuge|Muller Werkzeuge|Schäfer Werkzeuge|Müller Backwaren|MW|Hamburg|Hafenstraße 3|Jörg Krause
Silver Birch Joinery|Silver Birch Joinery LLC|Silver Birch Joinary|Silverbirch Joinery|Copper Beech Joinery|Silver Birch Dental|SBJ|Portland|88 Alder Avenue|Priya Nair
Green Valley Farm|Green Valley Farm Co., Ltd|Green Vally Farm|Greenvalley Farm|Green Hill Nursery|Green Valley Motors|GVF|Cork|Rathcooney Road 41|Sean Doyle
"""  # noqa: E501 - a line a business
ELSEWHERE = {"杭州市": "成都市", "宁波市": "青岛市", "Leeds": "Glasgow", "Seattle": "Boston"}


@dataclass(frozen=True)
class Business:
    """One line of the tables above, with numbers of its own."""

    daily: Shop
    registered: str
    slip: str
    sound: str
    rival: str
    namesake: str
    other_name: str
    place: int
    chinese: bool

    def bare(self, name: str, **known: str) -> Shop:
        """Give a record of which nothing is known but what is said here."""
        return replace(Shop(name), **known)

    def numbers(self, way: int) -> dict[str, str]:
        """Give numbers of somebody else."""
        return {"mobile": mobile(500 + self.place * 10 + way), "email": f"office{self.place}{way}@example.org"}


def mobile(number: int) -> str:
    return f"13{number % 10}{number * 7919 % 10**8:08d}"


def code(number: int) -> str:
    start = f"91330106MA2{number:06d}"
    return start + str(uscc.calc_check_digit(start))


def businesses() -> Iterator[Business]:
    for place, line in enumerate([*CHINESE.split("\n")[1:-1], *ENGLISH.split("\n")[1:-1]]):
        daily, registered, slip, sound, rival, namesake, other, city, street, contact = line.split("|")
        phone = f"0571-8{place:03d}4410" if line in CHINESE else f"+44 20 7946 0{place:03d}"
        shop = Shop(daily, mobile(place), phone, f"hi@shop{place}.example.com", city, street, contact)
        yield Business(shop, registered, slip, sound, rival, namesake, other, place, line in CHINESE)


def traditional_and_wide(text: str) -> str:
    table = json.loads(resources("data", "simplified.json").read_text("utf-8"))
    back = dict(zip(reversed(table["simplified"]), reversed(table["traditional"]), strict=True))
    wide = {chr(letter): chr(letter + 0xFEE0) for letter in range(0x21, 0x7F)}
    return "".join(wide.get(each, back.get(each, each)) for each in text)


def branch(business: Business, way: int) -> str:
    if business.chinese:
        short = business.daily.name.removesuffix("店")
        return (f"{business.registered}第{'一二三'[way % 3]}分公司", f"{short}（城西店）", f"{short}{3 + way}号店")[
            way % 3
        ]
    return (f"{business.registered} - York Branch", f"{business.daily.name} (Airport Shop)")[way % 2]


Twist = tuple[str, bool, Callable[[Business], tuple[Shop, Shop]]]


def _is(way: str, make: Callable[[Business], Shop]) -> Twist:
    return way, True, lambda each: (each.daily, make(each))


def _is_not(way: str, make: Callable[[Business], Shop]) -> Twist:
    return way, False, lambda each: (each.daily, make(each))


SAME: tuple[Twist, ...] = (
    _is("registered name, same mobile", lambda b: b.bare(b.registered, mobile=b.daily.mobile, code=code(b.place))),
    _is(
        "written in traditional characters and wide letters, same city, no number",
        lambda b: b.bare(traditional_and_wide(b.daily.name), city=b.daily.city, contact=b.daily.contact),
    ),
    _is("a slip of one character, same mobile", lambda b: b.bare(b.slip, mobile=b.daily.mobile, city=b.daily.city)),
    _is("another word of the same sound, same e-mail", lambda b: b.bare(b.sound, email=b.daily.email)),
    _is(
        "landline with an extension, other mobile, same name",
        lambda b: b.bare(b.daily.name, phone=f"{b.daily.phone} ext 801", mobile=mobile(900 + b.place)),
    ),
    _is(
        "new mobile, same house, same contact",
        lambda b: replace(b.daily, mobile=mobile(800 + b.place), phone="", email=""),
    ),
    _is(
        "its other name as name, this one as alias, same city and contact",
        lambda b: b.bare(b.other_name, alias=b.daily.name, city=b.daily.city, contact=b.daily.contact),
    ),
    (
        "renamed, same credit code",
        True,
        lambda b: (replace(b.daily, code=code(b.place)), b.bare(b.registered, code=code(b.place), city=b.daily.city)),
    ),
    (
        "registered name twice, the second with nothing else",
        True,
        lambda b: (replace(b.daily, name=b.registered), b.bare(b.registered)),
    ),
    _is("the same, written twice", lambda b: b.daily),
)
APART: tuple[Twist, ...] = (
    _is_not(
        "same name in another city with numbers of its own",
        lambda b: Shop(b.daily.name, **b.numbers(1), city=ELSEWHERE.get(b.daily.city, "西安市"), contact="钱多"),
    ),
    _is_not("a branch with numbers of its own", lambda b: Shop(branch(b, b.place), **b.numbers(2), city=b.daily.city)),
    _is_not(
        "a branch on the company's line and mail",
        lambda b: b.bare(branch(b, b.place + 1), phone=b.daily.phone, email=b.daily.email, city=b.daily.city),
    ),
    _is_not("a rival in the same trade and city", lambda b: Shop(b.rival, **b.numbers(3), city=b.daily.city)),
    _is_not("same brand in another trade", lambda b: Shop(b.namesake, **b.numbers(4), city=b.daily.city)),
    (
        "same name, two credit codes",
        False,
        lambda b: (
            replace(b.daily, name=b.registered, code=code(b.place)),
            replace(b.daily, name=b.registered, code=code(100 + b.place)),
        ),
    ),
    _is_not(
        "another company in the same house",
        lambda b: Shop(b.rival, **b.numbers(5), city=b.daily.city, street=b.daily.street),
    ),
    _is_not(
        "another company with a contact of the same name",
        lambda b: Shop(b.rival, **b.numbers(6), city=b.daily.city, contact=b.daily.contact),
    ),
    _is_not("the owner's second company", lambda b: b.bare(b.rival + "二部", mobile=b.daily.mobile)),
    _is_not(
        "two tenants on one switchboard",
        lambda b: Shop(
            b.rival, phone=b.daily.phone, city=b.daily.city, contact="前台", email=f"x{b.place}@example.org"
        ),
    ),
)
PEOPLE_APART = "张伟 王芳 李娜 刘洋 陈静 杨磊 赵敏 黄丽 周涛 吴刚".split()  # noqa: SIM905
PEOPLE_SAME = "徐丽华 孙建国 马晓东 朱海燕 胡志强 郭秀英 林志玲 何建军 高玉兰 罗文斌".split()  # noqa: SIM905
ENGLISH_PEOPLE = ["John Smith", "Mary Jones", "David Brown", "Susan Clark", "Peter White"]


def _alone() -> Iterator[Labelled]:
    """Give the sixty pairs that stand for themselves, most of them of people."""
    for place, name in enumerate(PEOPLE_APART):
        one = Shop(name, mobile(300 + place), city="杭州市", kind="person")
        yield Labelled(one, replace(one, mobile=mobile(330 + place)), same=False, way="namesakes in one city")
        far = replace(one, mobile=mobile(350 + place), city="成都市")
        yield Labelled(one, far, same=False, way="namesakes in two cities")
    for place, name in enumerate(PEOPLE_SAME):
        one = Shop(name, mobile(400 + place), city="宁波市", street=f"中山路 {place + 3} 号", kind="person")
        yield Labelled(one, Shop(name, one.mobile, kind="person"), same=True, way="a person with the same mobile")
        wide = Shop(traditional_and_wide(name), one.mobile, kind="person", email=f"p{place}@example.com")
        yield Labelled(one, wide, same=True, way="a person in traditional characters, same mobile")
    for place, name in enumerate(ENGLISH_PEOPLE):
        mail = f"{name.split()[0].lower()}{place}@example.com"
        one = Shop(name, email=mail, city="Leeds", kind="person")
        yield Labelled(one, Shop(name.upper(), email=mail.upper(), kind="person"), same=True, way="same e-mail")
        other = Shop(name, email=f"other{place}@example.org", city="York", kind="person")
        yield Labelled(one, other, same=False, way="namesakes")
        family = Shop(f"Alex {name.split()[1]}", email=mail, kind="person")
        yield Labelled(one, family, same=False, way="a family on one address of mail")
        yield Labelled(one, replace(one, name=f"  {name}  ", street="1 High St"), same=True, way="spaces")


def labelled_pairs() -> list[Labelled]:
    """Give the 300 pairs."""
    pairs = []
    for business in businesses():
        for number in range(5):
            for twists in (SAME, APART):
                way, same, make = twists[(number * 2 + business.place + business.place // 10) % 10]
                one, other = make(business)
                pairs.append(Labelled(one, other, same=same, way=way))
    return pairs + list(_alone())


def row_of(shop: Shop) -> Mapping[str, str]:
    """Give what is said of a customer by target name."""
    named = {
        "name": shop.name,
        "mobile": shop.mobile,
        "phone": shop.phone,
        "email": shop.email,
        "contact": shop.contact,
    }
    named |= {"address.city": shop.city, "address.street": shop.street}
    named |= {"credit_code": shop.code, "aliases": shop.alias, "kind": shop.kind}
    return {name: value for name, value in named.items() if value}
