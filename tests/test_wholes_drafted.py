"""What is part of what in a draft."""

import pytest
from drafts import written

# Text, and each figure with the one that it is part of.
PARTS = [
    ("收到提案134件，经审查立案129件。", ["立案 < 收到提案"]),
    ("共提交提案59件。经审查，决定立案58件。", ["决定立案 < 提交提案"]),
    ("收到提案134件、立案129件，不予立案5件。", ["立案 < 收到提案", "不予立案 < 收到提案"]),
    (
        "收到提案90件，立案60件。立案提案中，委员提案48件，集体提案12件。",
        ["立案 < 收到提案", "委员提案 < 立案", "集体提案 < 立案"],
    ),
    # A list that nothing ends goes on to the end of the text.
    (
        "收到提案90件，立案60件。立案提案中：\n委员提案48件；\n集体提案12件；",
        ["立案 < 收到提案", "委员提案 < 立案", "集体提案 < 立案"],
    ),
    # Brackets hold an aside: what follows them is no part of it.
    (
        "立案60件（含重点提案5件），其中委员提案48件、集体提案12件。",
        ["重点提案 < 立案", "委员提案 < 立案", "集体提案 < 立案"],
    ),
    ("决定起诉（含附条件起诉）216人，决定不起诉（含附条件不起诉）27人。", []),
    # Numbers in lines of their own, of names each, however many and however far.
    (
        "委员名单（共48人）\n"
        + "\n".join(
            f"{name}界（{count}人）\n陈小禾　林大海　周一山"
            for name, count in zip(
                "经济 教育 科技 文艺 医卫 农业".split(), (9, 12, 5, 7, 8, 7), strict=True
            )
        ),
        [f"{name}界 < 委员" for name in "农业 医卫 教育 文艺 科技 经济".split()],
    ),
    # A share tells of which number it is one.
    (
        "立案60件，其中委员提案48件。得到解决的45件，占75%；留作参考的15件，占25%。",
        ["委员提案 < 立案", "得到解决 < 立案", "留作参考 < 立案"],
    ),
    # The number is no more than two paragraphs before it, where the share does not name it.
    ("收到来信40封。\n接待来访9次。\n回信20封，占来信总数的50%。", ["回信 < 收到来信"]),
    ("收到来信40封。\n接待来访9次。\n义诊3次。\n回信20封，占50%。", []),
    ("收到来信40封。\n接待来访9次。\n义诊3次。\n回信20封，占总数的50%。", ["回信 < 收到来信"]),
    # Those filed are no fewer than any of their parts, and no part of them makes up more than all.
    (
        "收到提案120件，经审查立案90件，并案后实际立案30件。立案的提案中，"
        "个人提交50件，联名提交40件。文化方面提案30件，生态方面提案60件。",
        [
            "个人提交 < 立案",
            "文化方面提案 < 立案",
            "生态方面提案 < 立案",
            "立案 < 收到提案",
            "联名提交 < 立案",
        ],
    ),
    # Two numbers of a paragraph, right behind or before what they add up to.
    ("全年来信40封。春季来信30封，夏季来信10封。", ["春季来信 < 来信", "夏季来信 < 来信"]),
    ("部分解决的364件，占总数的62%；留作参考的10件。", []),
    # All kinds of a thing, and these; how good some are; where some were sent to.
    ("举办各类读书活动56次。\n专题读书6次，调研9次。", ["专题读书 < 举办各类读书活动"]),
    ("有委员书屋50家。\n评定五星级委员书屋25家。", ["评定五星级委员书屋 < 委员书屋"]),
    ("收集信息260条，报送省市政协120条。", ["报送省市政协 < 收集信息"]),
    ("报送省政协120条，收集信息260条。", []),
    # Those looked after were filed, too, though with these they make up all that came.
    ("收到提案9件，立案7件。重点提案督办2件。", ["立案 < 收到提案", "重点提案督办 < 立案"]),
    # Of two kinds together, or of the second: nobody knows.
    ("提交集体提案47件、小组提案9件，其中6件入选重点提案，3件得到落实。", []),
    # 其中 behind a list of parts goes on with their whole.
    (
        "立案60件，其中委员提案48件、集体提案12件。其中，经济建设方面提案35件，社会建设方面提案25件。",
        [
            "委员提案 < 立案",
            "集体提案 < 立案",
            "经济建设方面提案 < 立案",
            "社会建设方面提案 < 立案",
        ],
    ),
    (
        "集体来信44封，其中党派来信36封、界别来信6封，2封没有署名。",
        ["党派来信 < 集体来信", "界别来信 < 集体来信", "没有署名 < 集体来信"],
    ),
    (
        "收到来信33封，20封来信当面答复，其余13封转交市里。",
        ["来信当面答复 < 收到来信", "其余来信 < 收到来信"],
    ),
    # What is left is told over the end of a paragraph, too.
    (
        "收到来信33封。\n当面答复20封，其余13封转交市里。",
        ["当面答复 < 收到来信", "转交市里 < 收到来信"],
    ),
    ("来信40封，被采用12封。", ["来信被采用 < 来信"]),
    # What was filed is of all, not of those whom all came from, nor does it add up with them.
    (
        "收到提案283件，其中集体提案21件，委员提案262件。对提案作了审查，立案231件。",
        ["集体提案 < 收到提案", "委员提案 < 收到提案", "立案 < 收到提案"],
    ),
    (
        "提交提案原件196件，其中会后18件，经审查立案183件。",
        ["会后 < 提交提案原件", "立案 < 提交提案原件"],
    ),
    (
        "收到提案437件。立案350件（重办5件），不予立案87件。",
        ["立案 < 收到提案", "重办 < 立案", "不予立案 < 收到提案"],
    ),
    ("编报信息46篇，省办公厅采用3篇，领导批示7次。", ["省办公厅采用 < 编报信息"]),
    ("来信36件，采用57篇，批示12篇。", []),
    ("形成提案12件，列入重点提案1件。", ["列入重点提案 < 形成提案"]),
    # Over the end of a paragraph only many that make it up exactly are its parts.
    (
        "提交来信50封。\n经济方面来信15封，政治方面来信12封，文化方面来信13封，社会方面来信10封。",
        [
            "文化方面来信 < 提交来信",
            "政治方面来信 < 提交来信",
            "社会方面来信 < 提交来信",
            "经济方面来信 < 提交来信",
        ],
    ),
    # A share tells of what it is one by its base, and only then by its value.
    (
        "立案300件。解决250件，占立案总数83%；3件提案未被采纳，占立案总数1%。",
        ["提案未被采纳 < 立案", "解决 < 立案"],
    ),
    # 提案中 reaches to the next.
    (
        "收到提案56件，立案52件。收到的56件提案中，网上提案27件，纸质提案29件；立案的提案中，委员提案48件，团体提案4件。",
        [
            "团体提案 < 立案",
            "委员提案 < 立案",
            "立案 < 收到提案",
            "纸质提案 < 收到提案",
            "网上提案 < 收到提案",
        ],
    ),
    ("立案71件。已经解决的20件，列入计划解决的37件。", ["列入计划解决 < 立案", "解决 < 立案"]),
    # Parts that are more than their whole overlap.
    ("收到来信30封，其中党派来信20封，界别来信12封。", ["党派来信 < 收到来信"]),
    # 其中 goes on with the whole that its parts add up to, however far back.
    (
        "收到提案500件。\n委员积极建言。\n集体提案70件，个人提案430件。其中，农业提案200件，"
        "交通提案300件。",
        [
            "农业提案 < 收到提案",
            "交通提案 < 收到提案",
            "集体提案 < 收到提案",
            "个人提案 < 收到提案",
        ],
    ),
    # A whole may be broken down more than once, and by what it is about.
    (
        "征集来信90封，其中党派来信30封、界别来信60封；邮寄来信70封、网上来信20封。",
        [
            "党派来信 < 征集来信",
            "界别来信 < 征集来信",
            "网上来信 < 征集来信",
            "邮寄来信 < 征集来信",
        ],
    ),
    (
        "收到提案57件。\n按提案内容分：经济建设类21件、政治建设类12件和文化建设类24件。",
        [
            "政治建设类 < 收到提案",
            "文化建设类 < 收到提案",
            "经济建设类 < 收到提案",
        ],
    ),
    # A list goes on over the ends of its lines.
    (
        "收到提案70件，立案52件。立案提案中，包括：\n经济建设方面提案20件；\n社会建设方面提案30件。\n走访委员9件。",
        ["社会建设方面提案 < 立案", "立案 < 收到提案", "经济建设方面提案 < 立案"],
    ),
    (
        "收到提案90件，立案60件。\n经济建设方面，立案提案25件。",
        ["立案 < 收到提案", "经济建设方面立案提案 < 立案"],
    ),
    # The number itself stands before what its parts are told by.
    (
        "收到提案95件，其中交市政府办理的80件。80件提案中，已经解决的提案64件。",
        ["交市政府办理 < 收到提案", "解决的提案 < 交市政府办理"],
    ),
    (
        "共收到提案46件，答复满意率100%（满意44件，基本满意2件）。",
        ["基本满意 < 收到提案", "满意 < 收到提案"],
    ),
    (
        "收到提案80件，立案72件，转信6件。提案已办复70件。",
        ["提案已办复 < 立案", "立案 < 收到提案", "转信 < 收到提案"],
    ),
    ("列入计划解决364件；留作参考10件，占总数的2%。", []),
    ("涉及文化、体育方面的提案35件；并案、撤案9件。", []),
    # A share may be cut off behind its last decimal.
    ("立案873件。在西部建设方面提出提案127件，占比14.54%。", ["西部建设方面提出提案 < 立案"]),
    # Of what was not filed nothing is part of what was.
    ("收到提案60件，立案50件。未予立案的提案中，转送部门7件。", ["立案 < 收到提案"]),
    # Of parts that overlap the last goes; those that make up the whole stay.
    (
        "收到来信89封，其中党派来信67封、界别来信23封；网上来信39封、邮寄来信30封、当面来信20封。",
        [
            "党派来信 < 收到来信",
            "当面来信 < 收到来信",
            "网上来信 < 收到来信",
            "邮寄来信 < 收到来信",
        ],
    ),
    # Those who made them are counted before them, and are no part.
    (
        "收到来信62封，其中八个党派的来信27封，团体来信3封。",
        ["党派来信 < 收到来信", "团体来信 < 收到来信"],
    ),
    # 其中 reaches over no semicolon to another thing, and is of what stands right before it.
    ("召开党组会议19次，其中专题学习17次；理论中心组集体学习5次。", ["专题学习 < 召开党组会议"]),
    ("征集资料64篇。开展调研41项，其中联名报送的报告16篇。", []),
    # An average is no part, nor is what makes up a number far away by chance, of other things.
    ("开展活动64次，其中自行组织25次，人均7次。", ["自行组织 < 开展活动"]),
    ("召开主席会议14次。\n走访乡镇3次、夜访村居11次。", []),
    # Nor is what is of another year.
    ("收到提案95件，2030年立案84件。\n确定重点提案9件。", []),
    # How often something was done is no part of how often another thing was.
    ("开展协商15次，领导批示4次。", []),
    # What was not filed is not among the subjects of those that were.
    (
        "收到提案71件，立案56件。收到的71件提案中，涉及经济的提案29件，涉及文化的提案16件，涉及生态的提案11件，还有15件作为意见转送。",
        [
            "作为意见转送 < 收到提案",
            "涉及文化的提案 < 立案",
            "涉及生态的提案 < 立案",
            "涉及经济的提案 < 立案",
            "立案 < 收到提案",
        ],
    ),
    # What lines make up is told of a number far above, and so is what the lines of a line make up.
    (
        "征集提案512件，其中网络提交298件、信件提交214件。\n逐件作了登记。登记结果如下：\n一、立案434件；\n"
        "二、退回31件；\n三、存档47件，其中公开35件、保密12件。\n按来源分，个人提案309件，集体提案125件，包括：\n"
        "（一）党派提案86件。甲党44件，乙党40件，丙党2件；\n（二）界别提案39件。",
        [
            "丙党 < 党派提案",
            "个人提案 < 立案",
            "乙党 < 党派提案",
            "保密 < 存档",
            "党派提案 < 集体提案",
            "公开 < 存档",
            "存档 < 征集提案",
            "退回 < 征集提案",
            "界别提案 < 集体提案",
            "甲党 < 党派提案",
            "立案 < 征集提案",
            "网络提交 < 征集提案",
            "信件提交 < 征集提案",
            "集体提案 < 立案",
        ],
    ),
    # A sum stands behind what makes it up; 三家共 are only some.
    ("当面来信70封，邮寄来信20封，来信合计90封。", ["当面来信 < 来信", "邮寄来信 < 来信"]),
    ("来信最多的是甲乡41封、乙乡33封、丙乡26封，三家共100封。", []),
    # What makes up a number by chance is no list, and what is of its kind stands beside it.
    (
        "走访群众215名。\n全会有委员241名，其中少数民族委员153名，妇女委员62名，青年委员26名。",
        ["妇女委员 < 全会有委员", "少数民族委员 < 全会有委员", "青年委员 < 全会有委员"],
    ),
    ("市政协采用24篇、省政协采用15篇、全国政协采用9篇。", []),
    ("报送来信66封，编报30期，被采用12封。", ["来信被采用 < 报送来信"]),
    # The proposals of a topic are some of those that were filed.
    (
        "收到提案203件，立案183件。\n聚焦交通建设的提案21件，关于养老服务的提案48件。",
        [
            "关于养老服务的提案 < 立案",
            "立案 < 收到提案",
            "聚焦交通建设的提案 < 立案",
        ],
    ),
    # 其中 right behind what is counted otherwise is of this.
    ("收到来信575封。收到反馈表706份，其中表示满意的448封。", []),
    # All of them are no part, nor is what is told in another way than by what became of it.
    ("发出选票373张，收回373张。", []),
    # What is told in another way than by what became of it, or has another name, is no part.
    ("收到来信98封，报送42封，市里采用16封。", ["市里采用 < 报送来信"]),
    ("起草文稿52篇，编发简报20期，被采用稿件14篇。", []),
    # What stands behind a number and 中 is of this.
    (
        "选出委员31名。31名委员中，有12名初次当选，还有4名未到会。",
        ["委员初次当选 < 选出委员", "未到会 < 选出委员"],
    ),
    # The first topic of a list is none that the others make up.
    ("收到来信90封，立案60封。\n涉及经济方面的16封，文教方面的10封，城建方面的6封。", []),
    # The base of a share stands beside it, and a rate is a share.
    ("协商代表327名，占代表总数（398名）的82.2%。", ["协商代表 < 代表总数"]),
    ("全年收到留言3108条。\n专人办理，回复3096条，回复率99.6%。", ["回复 < 收到留言"]),
    # An unnamed share is of what most are part of, however far that stands before it.
    (
        "征集来信534封。\n其中个人来信300封、团体来信200封、党派来信34封。\n分送各处。\n逐封登记。\n当面答复。\n"
        "附有照片的177封，占33.1%。",
        [
            "个人来信 < 征集来信",
            "党派来信 < 征集来信",
            "团体来信 < 征集来信",
            "附有照片 < 征集来信",
        ],
    ),
    # What a list goes on with is of what it began with.
    (
        "推荐发言7篇，入选口头发言2篇、书面发言4篇。",
        ["入选口头发言 < 推荐发言", "书面发言 < 推荐发言"],
    ),
    # What is told in the form of a part is one, too.
    (
        "收到提案925件。收到的提案中，经济方面的提案209件，主要是稳岗。\n文化方面的提案94件，主要是读书。",
        ["文化方面的提案 < 收到提案", "经济方面的提案 < 收到提案"],
    ),
    # One share of a list is slipped: it is of what the others are of.
    (
        "收到提案100件，立案80件。按类别分，经济方面提案20件，占25%；文化方面提案12件，占12%；社会方面提案24件，占30%；生态方面提案16件，占20%。",
        [
            "文化方面提案 < 立案",
            "生态方面提案 < 立案",
            "社会方面提案 < 立案",
            "立案 < 收到提案",
            "经济方面提案 < 立案",
        ],
    ),
    # Merged from what was left when some were filed, or else from these.
    (
        "收到提案95件，立案74件，并案9件，转为意见建议12件。",
        ["并案 < 收到提案", "立案 < 收到提案", "转为意见建议 < 收到提案"],
    ),
    (
        "收到提案95件，立案84件，不予立案11件，并案9件。",
        ["不予立案 < 收到提案", "并案 < 立案", "立案 < 收到提案"],
    ),
    ("收到提案95件，立案交办84件。", ["立案交办 < 收到提案"]),
    # Counted anew when some were put together.
    (
        "收到提案66件，立案63件，对内容相近的9件提案并案处理后立案58件。",
        ["内容相近的提案并案 < 立案", "立案 < 收到提案"],
    ),
    # With all that became of them they would be more than were received.
    (
        "收到提案95件，立案74件，并案40件，转为意见建议21件。",
        ["立案 < 收到提案", "并案 < 立案", "转为意见建议 < 收到提案"],
    ),
    # Of 期 no 篇 is a part, nor of the 篇 told of before.
    ("提交报告18篇、《社情》20期，其中省外采用11篇。", []),
    # What was taken up here and there overlaps.
    (
        "收到信息62篇，其中本会采用47篇，占75.8%；省外采用25篇。",
        ["本会采用 < 收到信息", "省外采用 < 收到信息"],
    ),
    # Shares that are off, of parts that make up the whole; one that fits the whole alone.
    (
        "收到来信62封。小组反映来信22封，占总数的35%；单位反映来信13封，占总数的21.2%；"
        "专线反映来信27封，占总数的43.6%。其中，乡镇反映来信11封，占总数的17.74%。",
        [
            "专线反映来信 < 收到来信",
            "乡镇反映来信 < 收到来信",
            "单位反映来信 < 收到来信",
            "小组反映来信 < 收到来信",
        ],
    ),
    # Of what was filed once by who made them and once by what they are about.
    (
        "收到提案463件，符合立案条件的有458件。其中，团体等提出131件，委员联名提出327件。"
        "涉及经济建设方面212件、文化建设方面43件、社会建设方面203件。",
        [
            "团体等提出 < 符合立案条件",
            "委员联名提出 < 符合立案条件",
            "文化建设方面 < 符合立案条件",
            "涉及经济建设方面 < 符合立案条件",
            "社会建设方面 < 符合立案条件",
            "符合立案条件 < 收到提案",
        ],
    ),
    # Those beside one that make it up are of it, whatever all of them are of.
    (
        "收到提案88件，立案79件。在立案提案中，委员提案62件，集体提案17件。重点提案17件，三位"
        "主要领导共督办3件，副区长领办8件，副主席督办6件。",
        [
            "副主席督办 < 重点提案",
            "副区长领办 < 重点提案",
            "委员提案 < 立案",
            "重点提案 < 立案",
            "集体提案 < 立案",
            "督办重点提案 < 重点提案",
            "立案 < 收到提案",
        ],
    ),
    # What became of those that were handed on.
    (
        "提出提案612件，其中540件交由市政府承办。已经解决的333件、列入计划逐步解决的207件。",
        [
            "交由市政府承办 < 提出提案",
            "解决 < 交由市政府承办",
            "列入计划逐步解决 < 交由市政府承办",
        ],
    ),
    (
        "完成议题15个，有序开展议题13个。其中，东岭社区完成议题12个。",
        ["东岭社区完成议题 < 完成议题"],
    ),
    # Of what was submitted or of what was filed: nobody knows.
    ("收到提案64件，立案54件。围绕民生等方面提出提案23件。", ["立案 < 收到提案"]),
    ("提出意见建议38件，经审查立案27件。", ["立案 < 提出意见建议"]),
    # Of what 其中 stands behind no number tells.
    ("结余69万元。增加教育支出，其中县里支出19万元。", []),
    # What makes up another is its part the surer the larger it is and the nearer it stands: so are
    # a second and a third breakdown further down. What only goes on with a list is none.
    (
        "收到来信160封，其中春季来信70封。\n个人来信104封，团体来信56封。\n交通来信90封，住房来信70封。",
        [
            "个人来信 < 收到来信",
            "交通来信 < 收到来信",
            "住房来信 < 收到来信",
            "团体来信 < 收到来信",
            "春季来信 < 收到来信",
        ],
    ),
    (
        "收到反馈表151份。\n逐份登记。\n办理结果满意138份、基本满意12份、不满意1份。",
        ["不满意 < 收到反馈表", "办理结果满意 < 收到反馈表", "基本满意 < 收到反馈表"],
    ),
    ("收到来信36封。\n慰问老人9名，赠书8封、回信12封、转交16封、存档8封。", []),
    # 编报120期 tells how the same were sent on, and not of what 其中 is.
    (
        "收集信息900篇，编报120期，其中全国采用30篇、省采用80篇。",
        ["全国采用 < 收集信息", "省采用 < 收集信息"],
    ),
    # A list of a group goes no further than to what it makes up.
    (
        "收到来信66封，登记来信61封。其中：交通来信23封，住房来信20封，就医来信18封.对登记的来信61封，逐一回复。",
        [
            "交通来信 < 登记来信",
            "住房来信 < 登记来信",
            "就医来信 < 登记来信",
        ],
    ),
    ("收到个人提案400件。办理情况良好，已解决120件。", ["解决个人提案 < 收到个人提案"]),
    # Totals side by side are no whole, nor are plans and other units.
    ("提交大会提案93件，平时提案22件。经审查，立案100件。", []),
    ("举办座谈12场，接待群众300人次。", []),
]


@pytest.mark.parametrize(("text", "expected"), PARTS, ids=[text for text, _ in PARTS])
def test_parts_of_wholes(text: str, expected: list[str]) -> None:
    """Each with its whole, and nothing else with any."""
    figures = written(text).figures
    parts = [one for one in figures.values() if one.part_of]
    assert sorted(f"{one.name.zh} < {figures[one.part_of or ''].name.zh}" for one in parts) == (
        sorted(expected)
    )


def test_each_is_of_those_it_is_among() -> None:
    """Up to the next that others are among."""
    figures = written("从36家书院中，评选5家，从43家剧院中评选2家；改建6家。").figures
    told = {one.printed: figures[one.part_of].printed for one in figures.values() if one.part_of}
    assert told == {"5家": "36家", "2家": "43家"}


def test_some_made_public_are_no_total() -> None:
    """Those that were submitted are."""
    told = written("全年收到提案402件。\n公开发布18件政协提案。").figures
    assert list(told) == ["proposals.received", "proposals.p2-1"]
    assert list(written("公开发布18件政协提案。").figures) == ["proposals.p1-1"]
