"""Sentences for proofreading, all invented: those that cite figures, and those that do not.

They cite the bundled figures of 2023 in the ways of a speech, a press release, a slide and a table.
"""

# Sentence, and what is found of its numbers: verdict, figure, as printed.
CITING = [
    # What stands in brackets, what was once, and a list of years reach no further.
    (
        "全年线上学习41次（原计划50次），提出提案481件。",
        [
            "agrees theory-study.online-study 41次",
            "other theory-study.online-study 50次",
            "contradicts proposals.submitted 481件",
        ],
    ),
    *(
        (f"丽水市政协2023年{before}提出提案481件。", ["contradicts proposals.submitted 481件"])
        for before in (
            "工作综述\n从2018年一个没有到应建全建。",
            "工作综述\n到2023年，",
            "工作总结和2024年工作计划\n",
            "履职综述\n去年，",
        )
    ),
    # No place is called so, though 市政协 stands behind it; a bar parts what a headline joins.
    ("广大市政协委员认真履职。提出提案481件。", ["contradicts proposals.submitted 481件"]),
    ("聚焦两会丨市政协提出提案481件。", ["contradicts proposals.submitted 481件"]),
    (
        "本届政协由9个界别组成，提出提案481件。",
        ["unknown - 9个", "contradicts proposals.submitted 481件"],
    ),
    ("委员集体学习多达1083场次。", ["contradicts theory-study.group-study 1083场次"]),
    (
        "丽水市政协工作综述\n（2024年2月9日）\n去年提出提案481件，今年关键是落实。",
        ["contradicts proposals.submitted 481件"],
    ),
    # However far from the figure that stands elsewhere, what its whole name says is asked of it.
    (
        "提出提案841件。线上学习41次，提出提案418件。",
        [
            "unknown proposals.submitted 841件",
            "agrees theory-study.online-study 41次",
            "agrees proposals.submitted 418件",
        ],
    ),
    ("会前市政协征集线索。提出提案481件。", ["contradicts proposals.submitted 481件"]),
    # Of another unit, and a slip of its digits, too; what is put on record is put there.
    ("上报社情民意信息346条。", ["unknown public-opinion.issues 346条"]),
    ("上报社情民意信息346公里。", ["unknown - 346公里"]),
    ("全年481件提案予以提出。", ["contradicts proposals.submitted 481件"]),
    # A speech.
    (
        "各位委员，过去一年，我们交出了418件提案的履职答卷。",
        ["agrees proposals.submitted 418件"],
    ),
    (
        "同志们，一年来大家共提交提案481件，件件凝聚心血。",
        ["contradicts proposals.submitted 481件"],
    ),
    (
        "这一年，我们走到群众身边，服务群众1.7万余人次。",
        ["agrees member-outreach.attendances 1.7万余人次"],
    ),
    (
        "这一年，我们走到群众身边，服务群众1.7万人次。",
        ["contradicts member-outreach.attendances 1.7万人次"],
    ),
    ("我们服务群众超过1.7万人次。", ["agrees member-outreach.attendances 超过1.7万人次"]),
    ("我们服务群众近1.8万人次。", ["consistent member-outreach.attendances 近1.8万人次"]),
    ("我们累计服务群众1.7余人次。", ["contradicts member-outreach.attendances 1.7余人次"]),
    ("大会发言五十篇，篇篇有分量。", ["agrees plenary-speeches.speeches 五十篇"]),
    ("大会发言十五篇，篇篇有分量。", ["contradicts plenary-speeches.speeches 十五篇"]),
    (
        "在座的各位提出了400多件提案，作了50篇大会发言。",
        ["consistent proposals.submitted 400多件", "agrees plenary-speeches.speeches 50篇"],
    ),
    (
        "在座的各位提出了300余件提案。",
        ["contradicts proposals.submitted 300余件"],
    ),
    (
        "28场协商议政活动，场场直面难题；12次民主监督和调研视察，次次深入一线。",
        ["agrees consultation.activities 28场", "agrees supervision.activities 12次"],
    ),
    (
        "82场协商议政活动，场场直面难题；21次民主监督和调研视察，次次深入一线。",
        ["contradicts consultation.activities 82场", "contradicts supervision.activities 21次"],
    ),
    (
        "社情民意信息364期，其中60余期被全国政协、省政协采用。",
        [
            "agrees public-opinion.issues 364期",
            "agrees public-opinion.adopted 60余期",
        ],
    ),
    (
        "社情民意信息346期，其中60期被全国政协、省政协采用。",
        [
            "contradicts public-opinion.issues 346期",
            "contradicts public-opinion.adopted 60期",
        ],
    ),
    ("市政协2024年工作报告\n\n提交提案481件。", ["contradicts proposals.submitted 481件"]),
    (
        "上报社情民意信息364期，播出《委员视点》24期，其中被全国政协、省政协采用60期。",
        [
            "agrees public-opinion.issues 364期",
            "agrees public-opinion.broadcasts 24期",
            "contradicts public-opinion.adopted 60期",
        ],
    ),
    (
        "364期社情民意信息中，被全国、省政协采用的有60多期。",
        ["agrees public-opinion.issues 364期", "agrees public-opinion.adopted 60多期"],
    ),
    (
        "全年报送社情民意信息364期，获全国政协、省政协采用66期。",
        ["agrees public-opinion.issues 364期", "contradicts public-opinion.adopted 66期"],
    ),
    ("电视栏目《委员视点》播出26期。", ["contradicts public-opinion.broadcasts 26期"]),
    # A press release.
    (
        "记者从市政协获悉，2023年，全市共建成民生议事堂177家，全年举办协商活动445场次。",
        ["agrees livelihood-halls.halls 177家", "agrees livelihood-halls.sessions 445场次"],
    ),
    (
        "据了解，2023年全市民生议事堂达到171家，举办协商活动454场次，提出意见建议1341条次。",
        [
            "contradicts livelihood-halls.halls 171家",
            "contradicts livelihood-halls.sessions 454场次",
            "contradicts livelihood-halls.suggestions 1341条次",
        ],
    ),
    (
        "丽水市政协2023年度上报社情民意信息364期，《委员视点》播出24期。",
        ["agrees public-opinion.issues 364期", "agrees public-opinion.broadcasts 24期"],
    ),
    (
        "丽水市政协2023年度上报社情民意信息364件，《委员视点》播出42期。",
        ["unknown public-opinion.issues 364件", "contradicts public-opinion.broadcasts 42期"],
    ),
    (
        "目前，全市已有10家委员会客厅和191家委员工作室，全年开展主题活动625场。",
        [
            "agrees member-outreach.reception-rooms 10家",
            "agrees member-outreach.studios 191家",
            "agrees member-outreach.activities 625场",
        ],
    ),
    (
        "目前，全市已有委员会客厅191家、委员工作室10家。",
        [
            "contradicts member-outreach.reception-rooms 191家",
            "contradicts member-outreach.studios 10家",
        ],
    ),
    (
        "委员会客厅、委员工作室分别达10家、191家。",
        ["agrees member-outreach.reception-rooms 10家", "agrees member-outreach.studios 191家"],
    ),
    (
        "委员会客厅、委员工作室分别为191家和10家。",
        [
            "contradicts member-outreach.reception-rooms 191家",
            "contradicts member-outreach.studios 10家",
        ],
    ),
    ("市政协全年制定修订制度19个。", ["agrees rules.issued 19个"]),
    ("市政协全年制定修订制度29个。", ["contradicts rules.issued 29个"]),
    (
        "主题教育期间，完成整改整治问题47个，开展现场教学5次、调研宣讲22次。",
        [
            "agrees theory-study.problems-rectified 47个",
            "agrees theory-study.onsite-teaching 5次",
            "agrees theory-study.outreach-talks 22次",
        ],
    ),
    (
        "主题教育期间，完成整改整治问题74个，开展现场教学6次、调研宣讲32次。",
        [
            "contradicts theory-study.problems-rectified 74个",
            "contradicts theory-study.onsite-teaching 6次",
            "contradicts theory-study.outreach-talks 32次",
        ],
    ),
    (
        "全市各级政协组织委员集体学习1038场次，线上学习41次。",
        ["agrees theory-study.group-study 1038场次", "agrees theory-study.online-study 41次"],
    ),
    (
        "全市各级政协组织委员集体学习1083场次，线上学习14次。",
        [
            "contradicts theory-study.group-study 1083场次",
            "contradicts theory-study.online-study 14次",
        ],
    ),
    ("“主题教育·委员说”栏目播出24期。", ["agrees theory-study.broadcasts 24期"]),
    # What a member who is named did is his; who is none does not take the committee's figure away.
    (
        "市政协委员李长河今年提交提案37件，市政协收到提案418件。",
        ["other proposals.submitted 37件", "agrees proposals.submitted 418件"],
    ),
    ("委员企业家陈立今年提交提案6件。", ["other proposals.submitted 6件"]),
    ("市政协委员高质量提交提案481件。", ["contradicts proposals.submitted 481件"]),
    ("委员林芳在工作室走访，建成民生议事堂3家。", ["other livelihood-halls.halls 3家"]),
    ("委员周末在家，提交提案481件。", ["contradicts proposals.submitted 481件"]),
    ("市卫生健康委牵头建成民生议事堂3家。", ["other livelihood-halls.halls 3家"]),
    ("市委、市政府今年召开现场会建成民生议事堂3家。", ["other livelihood-halls.halls 3家"]),
    # So is what a town's hall did the town's.
    ("青石镇议事堂建成民生议事堂3家。", ["other livelihood-halls.halls 3家"]),
    ("全市建成民生议事堂3家。", ["contradicts livelihood-halls.halls 3家"]),
    ("市政协委员周末走访，提交提案481件。", ["contradicts proposals.submitted 481件"]),
    ("市政协委员李长河说，今年市政协共收到提案481件。", ["contradicts proposals.submitted 481件"]),
    ("有10个案例被省政协评为协商为民典型案例。", ["agrees livelihood-halls.model-cases 10个"]),
    ("有11个案例被省政协评为协商为民典型案例。", ["contradicts livelihood-halls.model-cases 11个"]),
    ("市政协向市委、市政府报送调研报告和协商纪要共21份。", ["agrees consultation.reports 21份"]),
    (
        "市政协向市委、市政府报送调研报告和协商纪要共12份。",
        ["contradicts consultation.reports 12份"],
    ),
    ("提案工作提质增效，全年共收到418件。", ["agrees proposals.submitted 418件"]),
    ("提案工作提质增效，全年共收到481件。", ["contradicts proposals.submitted 481件"]),
    ("民生议事堂遍布城乡，开展协商445场次。", ["agrees livelihood-halls.sessions 445场次"]),
    ("民生议事堂遍布城乡，开展协商545场次。", ["contradicts livelihood-halls.sessions 545场次"]),
    # A slide.
    ("提案：418件", ["agrees proposals.submitted 418件"]),
    ("● 提案 408件", ["contradicts proposals.submitted 408件"]),
    ("委员工作室（191家）", ["agrees member-outreach.studios 191家"]),
    ("1,431条次 意见建议", ["agrees livelihood-halls.suggestions 1,431条次"]),
    ("意见建议：1413条次", ["contradicts livelihood-halls.suggestions 1413条次"]),
    ("● 1413条次：全年提出意见建议", ["contradicts livelihood-halls.suggestions 1413条次"]),
    ("50篇：大会发言", ["agrees plenary-speeches.speeches 50篇"]),
    ("提案工作\n• 全年提交 481 件", ["contradicts proposals.submitted 481 件"]),
    # A table.
    ("| 民生议事堂 | 177家 |", ["agrees livelihood-halls.halls 177家"]),
    ("| 民生议事堂 | 177 | 家 |", ["agrees livelihood-halls.halls 177"]),
    ("| 民生议事堂（家） | 117 |", ["contradicts livelihood-halls.halls 117"]),
    ("提出提案\t418\t件", ["agrees proposals.submitted 418"]),
    ("服务群众\t1.7万\t人次", ["contradicts member-outreach.attendances 1.7万"]),
    (
        "| 指标 | 2022年 | 2023年 |\n| --- | --- | --- |\n| 大会发言（篇） | 46 | 50 |",
        ["other plenary-speeches.speeches 46", "agrees plenary-speeches.speeches 50"],
    ),
    # The last of a list is named beside the sum of all.
    (
        "全市民生议事堂、委员会客厅、委员工作室共378家。",
        ["other member-outreach.studios 378家"],
    ),
    (
        "全市有10家委员会客厅、191家委员工作室共201家。",
        [
            "agrees member-outreach.reception-rooms 10家",
            "agrees member-outreach.studios 191家",
            "other member-outreach.studios 201家",
        ],
    ),
]

# Sentences whose numbers speak of other things; none of them may be called a contradiction.
SILENT = [
    "在碧湖镇，民生议事堂举办协商活动26场次。",
    "在和平区，民生议事堂举办协商活动26场次。",
    "在水东街道的议事堂里，委员议得热火朝天，举办协商活动26场次。",
    "市住建局通报了办理情况：全年提交提案29件。",
    "水东区政府全年办理人大代表建议88件，提交提案119件。",
    "民盟市委会报送的提案中，提案12件。",
    "论坛开幕当天签到300人，举办协商议政活动6场。",
    "2022年，市政协共提出提案392件。",
    "去年提出提案392件，今年更进一步。",
    "五年来，累计提出提案1980件。",
    "2019年至2023年，共提出提案2011件。",
    "上半年，委员提交提案126件。",
    "一季度提案88件。",
    "省政协收到提案812件。",
    "全国政协提案5621件。",
    "莲都区政协收到提案168件。",
    "杭州市政协全年提出提案586件。",
    "其中集体提案36件、委员个人提案382件。",
    "各方来文352件，办理率为88.9%，其中委员提案275件、界别提案16件。",
    "经济类提案、社会类提案、文化类提案分别为12、9和4件。",
    "A类提案219件，B类提案102件。",
    "评选优秀提案20件，确定重点提案15件。",
    "提案立案386件，并案处理14件。",
    "全年督办提案12件。",
    "承办单位办结提案379件。",
    "各民主党派提交提案96件。",
    "市住建局承办提案41件。",
    "比上年多提交提案26件。",
    "提案较上年增加26件。",
    "提案由2022年的392件增加到新的高度。",
    "明年计划提出提案450件。",
    "到2025年，力争建成民生议事堂220家。",
    "平均每家民生议事堂举办协商活动2.5场次。",
    "莲都区建成民生议事堂23家。",
    "新建民生议事堂12家。",
    "其中示范民生议事堂30家。",
    "召开提案办理协商会6场。",
    "回访提案者45人次。",
    "民生议事堂聘请召集人320名。",
    "委员工作室接待来访群众2300人。",
    "全市政协系统共提出提案2260件。",
    "各县（市、区）政协开展民主监督86次。",
    "组织民主监督小组成员培训3次。",
    "提交调研报告9份。",
    "形成协商纪要12份。",
    "市政府出台相关制度6个。",
    "健全县级政协制度42个。",
    "全国政协采用社情民意信息18期。",
    "市人大代表提出建议318件。",
    "市政协机关干部职工共56人。",
    "全市培训干部1700人次。",
    "编发政协工作简报36期。",
    "走访企业312家，解决问题97个。",
    "举办各类文艺演出28场。",
    "植树造林1.7万亩。",
    "接待来访信件418封。",
    "会场设有177个座位。",
    "全市新增就业1.8万人。",
    "全市生产总值增长6.8%，财政收入增加12亿元。",
    "市图书馆藏书41万册，举办讲座64场次。",
    "参会委员318名，请假24名。",
    "第418次列车正点到达，全程50站。",
    "张委员先后提交提案7件。",
    "五届政协以来，累计提出提案1233件。",
    "修订《提案工作条例》等2个制度。",
    "某民生议事堂一年举办协商活动12场次。",
    "每家委员工作室全年开展主题活动3场。",
    "| 莲都区 | 36件 |",
    "莲都区政协2023年工作报告\n\n提交提案481件，大会发言15篇。",
    "市政协2019年工作综述\n\n提交提案481件，大会发言15篇。",
    "| 指标 | 2022年 |\n| 提案（件） | 392 |",
]
