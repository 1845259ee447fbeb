"""The invented customers of the sample workbooks: names, numbers and words that belong to nobody."""
# ruff: noqa: E501, SIM905 - lists of words read best as one line of words

import datetime as dt
import random
from dataclasses import dataclass, field
from typing import Any

from stdnum.cn import uscc

SEED = 20260301
TODAY = dt.date(2026, 11, 20)
CUSTOMERS = 300

WORDS = "青石 禾木 半山 松果 麦田 临江 山城 澄湖 小满 北窗 云杉 墨香 文渊 晨光 启明 博雅 学海 书林 翰墨 知新 致远 明德 弘文 雅集 三味 竹简 砚池 丹青 白鹿 春晖 秋实 冬青 夏荷 金穗 银杏 红叶 蓝天 紫藤 橙果 绿野 东篱 西园 南山 北苑 中原 百川 千帆 万象 一叶 双桥 四季 五湖 七彩 九州 长风 远航 新程 同心 和顺 永兴".split()
SORTS = (
    ("文具店", 34),
    ("文化用品商行", 14),
    ("办公用品有限公司", 16),
    ("书店", 10),
    ("图文打印店", 8),
    ("教育用品经营部", 8),
    ("小学服务部", 4),
    ("贸易有限公司", 6),
)
SURNAMES = "陈王李张刘周吴郑孙朱徐胡林何高罗宋谢唐韩冯曹彭曾萧田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤单仇解区查"
GIVEN = "建国 秀英 伟 芳 娜 敏 静 丽 强 磊 军 洋 勇 艳 杰 娟 涛 明 超 霞 平 刚 桂英 文博 雨桐 子涵 思远 晓东 海燕 国庆 春梅 玉兰 志强 建华 丹 婷".split()
TITLES = ("店长", "老板", "采购", "采购经理", "财务", "行政", "仓管", "业务经理")
PLACES = (
    ("浙江省", "杭州市", "上城区", "0571", "310000"),
    ("浙江省", "杭州市", "滨江区", "0571", "310051"),
    ("浙江省", "杭州市", "余杭区", "0571", "311100"),
    ("浙江省", "绍兴市", "越城区", "0575", "312000"),
    ("浙江省", "宁波市", "海曙区", "0574", "315000"),
    ("浙江省", "嘉兴市", "南湖区", "0573", "314000"),
    ("浙江省", "湖州市", "吴兴区", "0572", "313000"),
    ("浙江省", "温州市", "鹿城区", "0577", "325000"),
    ("浙江省", "金华市", "婺城区", "0579", "321000"),
    ("浙江省", "金华市", "义乌市", "0579", "322000"),
    ("江苏省", "苏州市", "姑苏区", "0512", "215000"),
    ("江苏省", "南京市", "鼓楼区", "025", "210000"),
    ("江苏省", "无锡市", "梁溪区", "0510", "214000"),
    ("上海市", "", "徐汇区", "021", "200030"),
    ("上海市", "", "浦东新区", "021", "200120"),
    ("安徽省", "合肥市", "庐阳区", "0551", "230000"),
    ("福建省", "厦门市", "思明区", "0592", "361000"),
    ("江西省", "南昌市", "东湖区", "0791", "330000"),
    ("湖北省", "武汉市", "武昌区", "027", "430060"),
    ("重庆市", "", "渝中区", "023", "400010"),
    ("广东省", "广州市", "天河区", "020", "510000"),
    ("广东省", "深圳市", "南山区", "0755", "518000"),
    ("广东省", "东莞市", "", "0769", "523000"),
    ("四川省", "成都市", "锦江区", "028", "610000"),
)
Place = tuple[str, str, str, str, str]
STREETS = "青石巷 解放路 中山东路 学院路 人民路 文化街 书院弄 建设大道 和平路 南苑街 湖滨路 花园路 清泰街 药行街 五马街 江南大道".split()
LEVELS = (("A类", 12), ("A", 8), ("重点", 0), ("B类", 30), ("B", 12), ("C", 20), ("普通", 18))
CLASSES = (("现有客户", 46), ("潜在客户", 20), ("优质客户", 14), ("沉默客户", 13), ("流失客户", 7))
SOURCES = (("老客户介绍", 30), ("展会", 18), ("上门", 14), ("淘宝", 14), ("地推", 10), ("电话营销", 8), ("官网", 6))
INDUSTRIES = ("文具零售", "办公用品", "图书", "教育培训", "打印图文", "学校", "商贸")
TAGS = ("批发", "零售", "月结", "现结", "学校渠道", "开学季大单", "要发票", "自提", "配送", "价格敏感", "长期合作")
REMARKS = (
    "周日不收货",
    "送货前先打电话",
    "要增值税专用发票",
    "只要晨光牌",
    "开学前两周集中下单",
    "喜欢喝龙井，来访备茶",
    "账期 30 天，月底对账",
    "仓库在二楼，需要搬运",
    "老板姓名和门头不一致，开票注意抬头",
    "价格敏感，新品先发样",
    "每月 5 号对账",
    "店面搬迁过一次",
)
SAID = (
    ("电话", "去电", "确认了开学季的备货清单，中性笔加订 20 盒"),
    ("微信", "去电", "发了新品目录和报价单"),
    ("拜访", "去电", "到店拜访，看了陈列，建议换季前补一批彩纸"),
    ("电话", "来电", "询问 A4 复印纸的到货时间"),
    ("电话", "来电", "反映上批橡皮有两盒受潮，已答应下次补货"),
    ("微信", "来电", "要求本月改为每周三送货"),
    ("邮件", "去电", "发送了上月对账单"),
    ("会议", "去电", "一起定了明年的框架价，等盖章"),
    ("短信", "去电", "通知放假期间照常发货"),
    ("电话", "去电", "催收上月货款，对方说本周五付"),
    ("拜访", "去电", "送样品六种，对方要试卖两周"),
    ("备注", "", "门店装修，下月中旬重新开业"),
)
OUTCOMES = ("已下单", "待回复", "满意", "需要跟进", "")


@dataclass
class Shop:
    """One invented customer."""

    number: int
    name: str
    contact: str
    title: str
    mobile: str
    landline: str
    wechat: str
    email: str
    address: str
    postcode: str
    level: str
    category: str
    source: str
    industry: str
    tags: str
    code: str
    terms: Any
    limit: Any
    created: dt.date
    remark: str
    second: tuple[str, str, str] | None = None
    said: list[tuple[Any, ...]] = field(default_factory=list)


def shops(chance: random.Random) -> list[Shop]:
    """Invent the customers, the same ones each time."""
    names: dict[str, Place] = {}
    while len(names) < CUSTOMERS:
        place = chance.choice(PLACES)
        name = chance.choice(WORDS) + _one(chance, SORTS)
        if chance.random() < 0.35:
            name = (place[1] or place[0]).removesuffix("市") + name
        names.setdefault(name, place)
    return [_shop(chance, number, name, place) for number, (name, place) in enumerate(names.items(), 1)]


def _shop(chance: random.Random, number: int, name: str, place: Place) -> Shop:
    province, city, district, area, postcode = place
    address = f"{province}{city}{district}{chance.choice(STREETS)}{chance.randint(1, 399)}号"
    surname = chance.choice(SURNAMES)
    mobile = f"13{chance.randint(0, 9)}0000{number:04d}"
    shop = Shop(
        number,
        name,
        surname + chance.choice(("女士", "先生", "老板", chance.choice(GIVEN))),
        chance.choice(TITLES),
        mobile,
        f"{area}-8800{number:04d}" if chance.random() < 0.55 else "",
        f"shop_{number:04d}" if chance.random() < 0.6 else "",
        f"hello{number:03d}@example.com" if chance.random() < 0.4 else "",
        address,
        postcode if chance.random() < 0.5 else "",
        _one(chance, LEVELS),
        _one(chance, CLASSES),
        _one(chance, SOURCES),
        chance.choice(INDUSTRIES),
        "、".join(chance.sample(TAGS, chance.choice((0, 1, 1, 2, 3)))),
        _credit_code(chance, number) if chance.random() < 0.25 else "",
        chance.choice((None, None, 30, 30, 45, 60)),
        chance.choice((None, None, 5000, 10000, 20000, 50000)),
        dt.date(2021, 3, 1) + dt.timedelta(days=int(2080 * chance.random() ** 0.7)),
        chance.choice(REMARKS) if chance.random() < 0.45 else "",
    )
    if number % 23 == 6:
        shop.second = (
            chance.choice(SURNAMES) + chance.choice(GIVEN),
            "财务",
            f"15{chance.randint(0, 3)}0000{number:04d}",
        )
    for _visit in range(chance.choice((0, 1, 1, 2, 2, 3, 5))):
        shop.said.append(_said(chance, shop))
    return shop


def _said(chance: random.Random, shop: Shop) -> tuple[Any, ...]:
    way, direction, text = chance.choice(SAID)
    day = max(shop.created, TODAY - dt.timedelta(days=int(420 * chance.random() ** 2)))
    # The cells of a sheet know no zone.
    moment = dt.datetime.combine(day, dt.time(chance.randint(9, 17), chance.choice((0, 10, 15, 30, 45))))
    ahead = chance.random() < 0.3 and (TODAY - day).days < 60
    follow = TODAY + dt.timedelta(days=chance.randint(-5, 21)) if ahead else None
    return (moment, shop.name, shop.contact, way, direction, text, chance.choice(OUTCOMES), follow)


def _one(chance: random.Random, weighted: tuple[tuple[str, int], ...]) -> str:
    return chance.choices([each for each, _weight in weighted], [weight for _each, weight in weighted])[0]


def _credit_code(chance: random.Random, number: int) -> str:
    body = f"92330100MA{chance.randint(0, 9)}{number:06d}"
    return body + uscc.calc_check_digit(body)


ENGLISH = (
    "Bluestone Stationery|Ann Berglund|Owner|Luleå|Sweden|+46 920 123 45",
    "Harbour Paper Co.|Tom Fisher|Buyer|Bristol|United Kingdom|+44 117 496 0018",
    "Maple & Ink|Claire Dubois|Manager|Montréal|Canada|+1 514 555 0142",
    "Kontor Nord GmbH|Jens Petersen|Einkauf|Hamburg|Germany|+49 40 66969 0142",
    "Papelería del Sol|Lucía Ortega|Owner|Sevilla|Spain|+34 955 550 142",
    "Atelier Crayon|Marc Lefèvre|Buyer|Lyon|France|+33 4 65 71 01 42",
    "Pencil & Post|Grace Okafor|Owner|Leeds|United Kingdom|+44 113 496 0342",
    "Lakeside Office Supply|Dan Miller|Purchasing|Madison|United States|+1 608 555 0117",
)
