"""The words around a number that tell what it is said of, and why it may not be of the year.

NEUTRAL words stand between a thing and its number and change nothing: 提案共收到418件. The others
say that the number is of another time, body or place, of a part, of each, or of a plan: then it is
held against no figure.
"""

import re

# Between a thing and its number, or before the thing, these change nothing.
NEUTRAL = re.compile(
    "(?:市委|市政府|党委|政府)(?=提交|报送|呈报|呈送|提出)|共计|总计|合计|累计|总共|一共|共有|共|计|总数|总量|总|数量|件数|次数|数|达到|达|为|已|有|多达|高达|突破|升至|增至|"
    "增加到|增长到|发展到|上升到|了|的|地|得|是|出|过|到|在|整整|全年|年内|年度|今年|本年|全部|均|就|都|则|也|又|更|还|并|便|先后|"
    "全体|广大|各位|我们|各类|各项|各种|各级|各界|各|等|高质量|优质|有效|活动|电视|栏目|专栏|节目|全市|我市|市政协|政协|委员们|委员|组织|大家|"
    "提出|提交|递交|上交|交出|收到|收集|征集|征得|汇集|听取|形成|完成|撰写|报送|上报|呈报|编发|编报|编印|反映|"
    "举办|举行|召开|开展|开设|实施|进行|推出|推进|打造|建成|建立|建起|建有|建设|设立|设有|拥有|布局|运行|制定|制订|修订|"
    "出台|健全|播出|播放|刊播|推送|刊发|参与|参加|接待|服务|惠及|带来|拿出|贡献|涌现|现有|共建|组成|"
    "作|做|办|开|提|交|建|发|送|写|播|以及|及|和|与|其中|年里|年来|年|期间|以来|期内|把|将|让|用|被|这|那|些|个"
)
PUNCTUATION = re.compile(r"[\s：:|“”‘’\"'《》「」（）()【】\[\]*_#>•●·—–\-=→．.]+")

# Before a thing, or between it and its number: only some of the things.
_SOME = (
    "重点|集体|优秀|联名|个人|党派|界别|专题|示范|特色|品牌|精品|星级|首批|试点|样板|最佳|十佳|先进|其他|其余|部分|"
    "半数|省级|国家级|县级|区级|乡镇级|村级|新型|大型|小型|同类|相关|部门|本科目|立案|并案|办结|办复|办理|承办|主办|协办|"
    "答复|督办|领办|落实|转化|审查|评选|评为|评定|表彰|获评|荣获|获得|获奖|入选|命名|授牌|培育|升级|改造|提升|撤销|"
    "取消|走访|参观|考察|涉及|属于|批示|转办|交办|回访|测评|打分|反馈|采纳|采用|录用|整合|撤并|摘牌|解决|列入|列为|"
    "新增|新建|增设|新设|新成立|再建|再添|增加|减少|净增|扩建|新办"
)
SOME = re.compile(_SOME)
# 经济类提案 and A类提案 are some of them, 各类提案 all.
SOME_BEFORE = re.compile(
    rf"(?:(?:{_SOME}|新|老|旧)(?:了|的|各类)?|[^各多种此，。；、：\s]{{1,6}}类)$"
)
SOME_BEHIND = re.compile(
    r"(?:的)?(?:被|获|荣获|入选|评为|列为|列入|成为|转化|得到|进入|上升为|受到)"
)

# A change, and not the number after it; what it was before; what it was not.
CHANGE_BEFORE = re.compile(
    r"(?:新增|新建|增设|增加|减少|净增|增长|下降|多出|少了|多了|增|减|不是|并非|而非|[比较])(?:了)?$"
)
FROM = re.compile(r"[由从]$")
UPWARDS = re.compile(r"[^，。]{0,6}(?:增|升|提高|扩|减|降|发展|到)")

# Behind a list of things, of all of them.
TOGETHER = re.compile(r"(?:共计|合计|总计|累计|总共|一共|共有|共)$")

# Words of time. The last of them before a number is in force.
TIME = re.compile(
    r"(?P<whole>今年|过去的?一年|(?<!\d)1月?\s?[至到—–-]+\s?12月)"
    r"|(?P<span>[一二三四五六七八九十]+届(?:市?政协|委员会)?(?:一次会议)?以来|[近过]去?[二三四五六七八九十两几0-9]+年|(?<!\d)[二三四五六七八九十两0-9]{1,2}年(?:来|间|以来|多来)|"
    r"近年来?|历年|历届|本届(?:以来|政协)|换届以来|(?:19|20)\d\d年?\s?[—–~～至到-]+\s?(?:19|20)?\d\d年)"
    r"|(?P<part>上半年|下半年|前?[一二三四1-4]季度|首季|本月|当月|当[天日]|首日|本周|前\w{1,2}个月|"
    r"(?:全会|会议|大会|两会)期间|(?<!\d)(?:[1-9]|1[01])月(?:\d{1,2}日)?)"
    r"|(?P<plan>计划|力争|预计|预期|明年|来年|下一步|下步|今后|未来|新的?一年|拟[建增举开提]|到20\d\d年|"
    r"将(?:[建新再达举组完提]|开展)|目标(?:为|是|数))"
    r"|(?P<last>去年|上年|上一年|前年|往年|上届|同期)"
    r"|(?P<year>(?:19|20)\d\d)\s?年(?!\s?\d)"
)
EACH = re.compile(r"每|某|平均|人均|户均|场均|单场|最多|最少|日均|月均|年均|分之")

# Other bodies; the one before 政协 is compared with the own name.
BODY = re.compile(r"(?P<name>[\u4e00-\u9fff]{0,4}?(?P<level>全国|省|[县区州盟旗]|市))(?:级)?政协")
AGENT = re.compile(r"(?:[被由经获在向受为与和同、]|入选|荣获|获评)$")
OTHERS = re.compile(
    r"(?:人大|法院|检察院|总工会|妇联|工商联|团市委|民革|民盟|民建|民进|农工党|致公党|九三学社|台盟|民主党派|党派团体|"
    r"专委会|专门委员会|活动组|联络组|[市县区][\u4e00-\u9fff]{1,5}局)"
)
PLACE = re.compile(
    r"(?:^|[在和及、，]|其中|仅|比如|例如|像)(?P<place>[\u4e00-\u9fff]{2,3}?(?:县|区|镇|乡|街道|市))(?![、和及或级委直（(域别分块])"
)
NO_PLACE = re.compile(
    r"[跨各全我本该两其这那]|社区|[老园景山辖地城小校库片市街郊专特试示开发行]区|乡镇|市县|县市|基层|城乡|镇街|家|个|条|所"
)
CITY_WIDE = re.compile(
    r"全市(?:各级|各地|两级|上下)?(?:政协(?!工作)|共|累计|范围|\d)|市县(?:两级)?|各县"
)
NAMED_FEW = re.compile(r"》等$")
LIST = re.compile(r"分别(?:是|为|有|达到?|开展|提交|举办|建成)?$")
PART_OF = re.compile(r"(?:其中|包括|含有?|内含)")
