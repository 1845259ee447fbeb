"""An address: where a customer is, stores, receives, or is billed."""

from sqlalchemy.orm import Mapped

from crm_desktop.base.i18n import N_, NN_
from crm_desktop.fields.address_rules import district_fits_city, postcode_fits_country, postcode_fits_province
from crm_desktop.fields.declare import Entity, Reach, Rule, field, link, spread
from crm_desktop.fields.kind import Option
from crm_desktop.fields.kinds.address_text import AddressText
from crm_desktop.fields.kinds.choice import Choice
from crm_desktop.fields.kinds.country import Country
from crm_desktop.fields.kinds.division import Division
from crm_desktop.fields.kinds.postcode import Postcode
from crm_desktop.fields.kinds.text import Text
from crm_desktop.fields.kinds.yes_no import YesNo
from crm_desktop.fields.layout import Form, Section

TYPES = (
    Option("office", N_("Office"), also="办公 | 公司 | 办公地址 | 注册地址 | work | business"),
    Option("warehouse", N_("Warehouse"), also="仓库 | 仓储"),
    Option("delivery", N_("Delivery"), also="收货 | 收货地址 | 送货 | shipping"),
    Option("billing", N_("Billing"), also="开票 | 账单 | invoice"),
    Option("home", N_("Home"), also="家庭 | 住址 | 住宅 | 家"),
)


class Address(Entity):
    """A postal address; Chinese ones by province, city and district, others by country and free text."""

    __tablename__ = "address"
    label = N_("Address")
    label_many = N_("Addresses")
    counted = NN_("{n} address", "{n} addresses")
    also = "地址 | 收货地址 | 客户地址 | locations"
    icon = "map-pin"
    title = "street"
    reach = Reach(value="whole")

    customer_id: Mapped[int] = link("customer", N_("Customer"), owned=True)
    type: Mapped[str] = field(Choice("address.type", TYPES), N_("Address type"), required=True, default="office", listed=True, also="地址类型 | 地址用途")
    country: Mapped[str | None] = field(Country(), N_("Country"), listed=True, search="text", also="国家 | 国家/地区 | 国家地区 | 国别 | country/region | nation")
    province: Mapped[str | None] = field(Division("province"), N_("Province"), listed=True, search="text", also="省 | 省份 | 所在省 | 所在省份 | 省/直辖市 | state | region | state/province | province/state")
    city: Mapped[str | None] = field(Division("city"), N_("City"), listed=True, search="text", also="市 | 城市 | 所在城市 | 地市 | town")
    district: Mapped[str | None] = field(Division("district"), N_("District"), listed=True, search="text", also="区 | 区县 | 县 | 区/县 | 县区 | county")
    street: Mapped[str | None] = field(Text(200), N_("Street"), listed=True, search="text", also="街道 | 详细地址 | 街道地址 | 门牌 | street | street address | address 1 | address line 1")
    postcode: Mapped[str | None] = field(Postcode("country"), N_("Postcode"), listed=True, also="邮编 | 邮政编码 | postal code | zip | zip code | postalCode")
    is_primary: Mapped[bool] = field(YesNo(), N_("Primary"), default=False, also="首选地址 | 默认地址 | default address")

    spreads = (
        spread("whole", AddressText(), N_("Address"), also="地址 | 联系地址 | 公司地址 | 收货地址 | 办公地址 | 通讯地址 | 经营地址 | 店铺地址 | address | full address | location"),
    )
    rules = (
        Rule("district", district_fits_city),
        Rule("postcode", postcode_fits_country),
        Rule("postcode", postcode_fits_province),
    )
    layout = Form(
        Section(N_("Address"), "type | country", "province | city", "district | postcode", "street", "is_primary"),
    )
