"""Examples of the format rules: places and addresses."""

from crm_desktop.fields.kinds.address_text import AddressText
from crm_desktop.fields.kinds.country import Country
from crm_desktop.fields.kinds.division import Division
from crm_desktop.fields.kinds.postcode import Postcode
from tests.fields.example_words import Accepted, Examples, N, Refused, plain

YUNSHAN = {"province": "浙江省", "city": "杭州市", "district": "西湖区", "street": "文三路90号"}

PLACES: dict[str, Examples] = {
    "province": Examples(
        Division("province"),
        (
            plain("广东省", "广东省"),
            plain("广东", "广东省", *N),
            plain("Guangdong", "广东省", *N),
            plain("新疆", "新疆维吾尔自治区", *N),
            plain("内蒙古", "内蒙古自治区", *N),
            plain("Bayern", "Bayern"),
            plain("广栋省", "广栋省", "unknown_place"),
        ),
        (Refused("省" * 61, "too_long", "省" * 60),),
    ),
    "city": Examples(
        Division("city"),
        (
            plain("深圳市", "深圳市"),
            plain("深圳", "深圳市", *N),
            plain("恩施", "恩施土家族苗族自治州", *N),
            plain("济源", "济源市", *N),
            plain("吉林", "吉林", "ambiguous_place"),
            plain("México D.F.", "México D.F."),
        ),
        (Refused("市" * 61, "too_long", "市" * 60),),
    ),
    "district": Examples(
        Division("district"),
        (
            plain("南山区", "南山区"),
            plain("南山", "南山区", *N),
            plain("朝阳", "朝阳", "ambiguous_place"),
            plain("昆山", "昆山市", *N),
            plain("下城区", "下城区", "unknown_place"),
            plain("Manhattan", "Manhattan"),
        ),
        (Refused("区" * 61, "too_long", "区" * 60),),
    ),
    "country": Examples(
        Country(),
        (
            Accepted("CN", "CN", "中国", "China"),
            Accepted("中国", "CN", "中国", "China"),
            Accepted("Sweden", "SE", "瑞典", "Sweden"),
            Accepted("瑞典", "SE", "瑞典", "Sweden"),
            Accepted("UK", "GB", "英国", "United Kingdom", N),
            Accepted("USA", "US", "美国", "United States", N),
            Accepted("香港", "HK", "中国香港", "Hong Kong", N),
        ),
        (
            Refused("德过", "unknown_country", "Germany"),
            Refused("Germny", "unknown_country", "Germany"),
            Refused("XX", "unknown_country"),
        ),
    ),
    "postcode": Examples(
        Postcode("country"),
        (
            plain("310012", "310012"),
            plain("010010", "010010"),
            plain(310012.0, "310012"),
            plain("310012.0", "310012", *N),
            plain("３１００１２", "310012", *N),
            plain("SW1A 1AA", "SW1A 1AA"),
        ),
        (Refused("1" * 21, "too_long", "1" * 20), Refused("3.10012E+5", "digits_lost")),
    ),
    "address_text": Examples(
        AddressText(),
        (
            Accepted(
                "浙江省杭州市西湖区文三路90号", YUNSHAN, "浙江省杭州市西湖区文三路90号", "浙江省杭州市西湖区文三路90号"
            ),
            Accepted(
                "浙江 杭州 西湖区 文三路90号 310012",
                {**YUNSHAN, "postcode": "310012"},
                "浙江省杭州市西湖区文三路90号 310012",
                "浙江省杭州市西湖区文三路90号 310012",
                N,
            ),
            Accepted(
                "广东/深圳/南山",
                {"province": "广东省", "city": "深圳市", "district": "南山区"},
                "广东省深圳市南山区",
                "广东省深圳市南山区",
                N,
            ),
            Accepted(
                "北京朝阳区建国路88号",
                {"province": "北京市", "city": "北京市", "district": "朝阳区", "street": "建国路88号"},
                "北京市朝阳区建国路88号",
                "北京市朝阳区建国路88号",
                N,
            ),
            Accepted(
                "朝阳区建国路88号",
                {"street": "朝阳区建国路88号"},
                "朝阳区建国路88号",
                "朝阳区建国路88号",
                ("ambiguous_place",),
            ),
            Accepted(
                "东莞市长安镇德政路1号",
                {"province": "广东省", "city": "东莞市", "street": "长安镇德政路1号"},
                "广东省东莞市长安镇德政路1号",
                "广东省东莞市长安镇德政路1号",
                N,
            ),
            Accepted("中山路100号", {"street": "中山路100号"}, "中山路100号", "中山路100号"),
            Accepted(
                "Obere Str. 57, 12209 Berlin",
                {"street": "Obere Str. 57, 12209 Berlin"},
                *["Obere Str. 57, 12209 Berlin"] * 2,
            ),
        ),
        (Refused("路" * 401, "too_long", "路" * 400),),
    ),
}
