"""What the writer of a note means to do next, and when, found among all that a note tells."""

import datetime as dt
import re
from dataclasses import replace

from crm_desktop.fields.plans import EDGES, Plan, find_plan

LONGEST = 2_000  # characters that are looked at, from the end: what is being typed is there
_CLAUSE = re.compile(r"(?:[^。！？!?；;，,\n.]|\.(?!\s|$))+")
_DOING_ZH = """
    回访 跟进 联系 回电 回复 回个 打电话 打给 电话 致电 拜访 上门 登门 见 约见 面谈 开会 会议 送 寄 发 报价 报个 催 收
    对账 提醒 确认 签 带 取 拿 交 看 问 聊 谈 去 找 做 准备 整理 安装 维修 培训 演示 参观 请 邀 陪 接 到店 来店 到访
    复访 复诊 复查 续 再 查 补 退 换 付 开票 核对
"""
_DOING_EN = """
    call ring phone e-?mail mail text message write reply send ship deliver visit meet meeting see follow check ask
    remind quote offer confirm prepare bring pick book invite show demo present review discuss talk speak get give
    chase collect sign renew order pay invoice arrange schedule plan try go come drop contact finish touch catch take
"""
_LEAD_ZH = "下次 下一步 约好 约了 约 定于 定 计划 打算 准备 需要 需 要 请 记得 然后 再 我们 我 去 来 之前 以前 前"
_LEAD_EN = "step next then and please to todo must should will i we ll i['’]ll we['’]ll remember remind me needs? must"


def _any_of(words: str) -> str:
    return "|".join(sorted(words.split(), key=len, reverse=True))


_LEADS = rf"(?:\s|[-*•→:：]|{_any_of(_LEAD_ZH)}|(?:{_any_of(_LEAD_EN)})\b)*"
_ONLY_LEADS = re.compile(rf"{_LEADS}(?:on|by|at|于|在)?\s*", re.IGNORECASE)
_TO_DO = re.compile(rf"{_LEADS}(?:{_any_of(_DOING_ZH)}|(?:{_any_of(_DOING_EN)})\b)", re.IGNORECASE)
_TO_DO_FIRST = re.compile(rf"{_LEADS}(?:{_any_of(_DOING_EN)})\b", re.IGNORECASE)
_TOLD = re.compile(r"[了过](?!解|去|来)")  # 周三见了面 tells, it plans nothing


def find_next_step(text: str, now: dt.datetime) -> Plan | None:
    """Find the last plan of a note; its `text` is its clause without day and time.

    A note tells many days ("12-01 前到货"). A plan is a clause that begins with a day and goes on with something to do,
    or begins with what to do and names the day: "周三 10 点回访", "Call back next Wed".
    """
    begins = max(0, len(text) - LONGEST)
    for clause in reversed(list(_CLAUSE.finditer(text, begins))):
        plan = find_plan(clause.group(), now)
        if plan is not None and plan.text and _is_to_do(clause.group(), plan):
            start, end = plan.span
            return replace(plan, span=(clause.start() + start, clause.start() + end))
    return None


def _is_to_do(clause: str, plan: Plan) -> bool:
    before, after = clause[: plan.span[0]], clause[plan.span[1] :].lstrip(EDGES)
    if _TOLD.search(before) or _TOLD.search(after):
        return False
    if _ONLY_LEADS.fullmatch(before):
        return _TO_DO.match(after) is not None
    return _TO_DO_FIRST.match(before) is not None
