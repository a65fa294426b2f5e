"""What reports say, topic by topic, in several ways each. The slots are those of `Ink.say`.

A number in a slot that begins with % is a trap: a figure of another year or business, a share, a plan.
"""

from __future__ import annotations

INTRO = {
    "2008": (
        "根据《中华人民共和国政府信息公开条例》（以下简称《条例》）的要求，{.organ}编制了{.year}年度政府信息公开工作年度报告。"
        "本报告由概述，主动公开、依申请公开、收费、复议诉讼和存在问题等部分组成，所列数据的统计期限自{.from}起至{.until}止。"
        "如对本报告有疑问，请与{.office}联系（电话：{.phone}）。",
        "按照《条例》第三十一条、第三十二条的规定，现将{.organ}{.year}年政府信息公开工作情况报告如下。"
        "统计时间为{.from}至{.until}。联系电话：{.phone}。",
        "本报告依据《中华人民共和国政府信息公开条例》，由{.organ}综合本年度工作情况编制，"
        "数据统计时段为{.from}至{.until}，公众可在网站“信息公开年报”栏目查阅电子版，咨询电话{.phone}。",
    ),
    "2014": (
        "根据《中华人民共和国政府信息公开条例》和国务院办公厅关于做好政府信息公开年度报告的要求，{.organ}编制本报告。"
        "报告中的数据统计期限为{.from}至{.until}。如有疑问，请联系{.office}（电话：{.phone}）。",
        "现公布{.organ}{.year}年政府信息公开工作年度报告，全文由工作概况、主动公开、回应解读、依申请公开、"
        "复议诉讼、存在问题和附表构成，统计数据截止于{.until}。联系电话：{.phone}。",
        "{.year}年，{.organ}把政府信息公开作为转变作风、联系群众的重要抓手。依照《条例》规定，编制并公布本年度报告，"
        "统计区间自{.from}起，至{.until}止，欢迎监督（电话{.phone}）。",
    ),
    "2019": (
        "本报告依据《中华人民共和国政府信息公开条例》（国务院令第711号）和年度报告格式要求编制。"
        "报告期为{.from}至{.until}。对本报告如有疑问，可与{.office}联系，电话{.phone}。",
        "按照新修订的《条例》第五十条规定，{.organ}现向社会公布{.year}年政府信息公开工作年度报告，"
        "所列数据的统计期限从{.from}到{.until}。",
    ),
}
CONSOLIDATED = (
    "本报告综合本级政府各部门和所辖地区的政府信息公开工作年度报告编制，为汇总数据。",
    "报告汇总了{.area}各部门、各下级政府全年的政府信息公开工作情况。",
)
GENERAL = (
    "{.year}年，{.we}坚持以公开为常态、不公开为例外，围绕中心工作和群众关切，把公开要求落到办文、办会、办事各个环节。",
    "一年来，{.we}调整了政府信息公开工作领导小组，明确一名负责同志分管，办公室具体承办，各科室指定一名联络员，"
    "形成了一级抓一级的工作格局。",
    "{.we}修订完善了信息发布审核、保密审查、依申请办理等制度，凡上网信息均经起草人自查、科室复核、分管领导签发三道关口。",
    "为方便群众查询，{.we}对网站专栏进行了重新归类，增设检索入口，将过去分散在多个栏目的文件集中展示。",
    "{.we}把政府信息公开列入年度重点工作，定期通报进展，对更新不及时的科室当面提醒、限期整改。",
    "围绕建设项目、社会救助、食品安全、环境保护等领域，{.we}细化公开目录，补齐历史文件，做到应上尽上。",
    "在机构改革和职能调整中，{.we}及时更新权责清单和办事指南，删除失效信息，保证公众看到的内容准确有效。",
)
TOTAL = (
    "全年共主动公开政府信息{proactive.total}条。",
    "{.year}年，{.we}主动公开各类政府信息{proactive.total}条，比上年增长{%3-38}.{%1-9}%。",
    "年内累计主动公开政府信息{proactive.total}条，内容涵盖机构职能、政策文件、人事财务和办事服务等方面。",
    "本年度新增主动公开政府信息{proactive.total}条，做到了及时、准确、全面。",
    "{.year}年度主动公开政府信息数为{proactive.total}条。",
)
CATEGORIES = (
    "从内容看，机构职能类信息占{%4-9}.{%1-9}%，政策法规类信息占{%10-19}.{%1-9}%，工作动态类信息占{%50-69}.{%1-9}%。",
    "网站设{%5-9}大板块、{%21-48}个子栏目，全部信息在形成之日起20个工作日内上网。",
    "重点公开了规划计划、民生工程、资金安排、应急管理等内容，更新频率较往年明显提高。",
)
CHANNELS = (
    "其中，通过政府网站公开信息{proactive.channel.website}条，其他方式公开信息{proactive.channel.other}条。",
    "从渠道看，在政府网站公开政府信息{proactive.channel.website}条，以公示栏、宣传册等其他方式公开{proactive.channel.other}条。",
    "政府网站仍是主渠道，全年公开政府信息{proactive.channel.website}条。",
)
SOCIAL = (
    "通过政务微博公开政府信息{proactive.channel.weibo}条，通过政务微信公开政府信息{proactive.channel.wechat}条。",
    "政务微信全年发布政府信息{proactive.channel.wechat}条，政务微博发布政府信息{proactive.channel.weibo}条，粉丝总数突破{%2-9}万。",
    "发挥新媒体作用，利用微博、微信等政务新媒体发布信息{proactive.channel.new_media}条。",
)
INTERPRETATION = (
    "注重政策解读，全年发布政策解读稿件{interpretation.articles}篇，文字、图表相结合。",
    "坚持解读材料与文件同步起草、同步发布，年内发布解读稿件{interpretation.articles}篇。",
    "围绕出台的重要文件，共发布政策解读文章{interpretation.articles}篇。",
)
INTERPRETATION_0 = (
    "加强政策宣传，但本年度未发布{!interpretation.articles}专门的政策解读稿件。",
    "因没有出台需要解读的重要文件，全年政策解读稿件为零{!interpretation.articles}。",
)
PRESS = (
    "召开新闻发布会{response.press_conferences}次，组织政府网站在线访谈{response.web_interviews}次。",
    "全年举办新闻发布会{response.press_conferences}场，参加在线访谈{response.web_interviews}期。",
)
HOTLINE = (
    "通过12345热线、网上信箱等渠道受理群众咨询、投诉、建议{interaction.letters_hotline~}件，均已转办或答复。",
    "网站信箱和政务服务热线全年共受理群众来信来电{interaction.letters_hotline}件，办结率{%95-99}.{%1-9}%。",
)
BUSINESS = (
    "同期，{.we}办理行政审批事项{%300-1900}件，接待办事群众{%2100-9800}人次，窗口评议满意率{%96-99}%。",
    "本年度业务工作同步推进，完成实地检查{%40-400}家次，组织普法宣传活动{%5-30}场，发放资料{%1200-9000}份。",
    "自专栏开通以来，页面总浏览次数达到{%11-95}万次，在全省同类网站测评中列第{%2-9}位。",
)
VISITS = (
    "全年政府信息公开专栏访问量{website.visits~}人次。",
    "本年度网站信息公开专栏访问量为{website.visits}人次。",
    "信息公开专栏全年访问量达{website.visits^}人次。",
)
CONSULTATION = (
    "全年接受政府信息公开咨询{consultation.total}人次，其中现场接待{consultation.onsite}人次，"
    "网上咨询{consultation.online}人次，电话咨询{consultation.phone}人次。",
    "共接待政府信息公开咨询{consultation.total}人次。",
)
RECEIVED = (
    "{.year}年共收到政府信息公开申请{applications.new}件",
    "全年收到公民、法人和其他组织提出的政府信息公开申请{applications.new}件",
    "本年度{.we}收到依申请公开政府信息的申请{applications.new}件",
)
VIA = (
    ("applications.channel.in_person", "当面申请{}件"),
    ("applications.channel.fax", "传真申请{}件"),
    ("applications.channel.online", "网络申请{}件"),
    ("applications.channel.letter", "信函申请{}件"),
)
RECEIVED_0 = (
    "{.year}年，{.we}未收到政府信息公开申请{!applications.new}。",
    "全年没有公民、法人和其他组织向{.we}提出政府信息公开申请{!applications.new}。",
    "本年度依申请公开政府信息的申请数为零{!applications.new}，申请渠道保持畅通。",
)
RESULTS_A = (
    ("applications.result.granted", "同意公开{}件"),
    ("applications.result.partial", "同意部分公开{}件"),
    ("applications.result.info_not_exist", "信息不存在{}件"),
    ("applications.result.not_this_agency", "不属于本机关掌握{}件"),
)
RESULTS_B = (
    ("applications.result.already_public", "属于已主动公开范围{}件"),
    ("applications.result.granted", "同意公开答复{}件"),
    ("applications.result.partial", "同意部分公开答复{}件"),
    ("applications.result.refused.subtotal", "不同意公开答复{}件"),
    ("applications.result.not_this_agency", "不属于本行政机关公开{}件"),
    ("applications.result.info_not_exist", "申请信息不存在{}件"),
    ("applications.result.asked_to_amend", "告知作出更改补充{}件"),
    ("applications.result.redirected", "告知通过其他途径办理{}件"),
)
ANSWERED_A = ("在答复中，", "经审查，", "从答复情况看，")
ANSWERED_B = ("从答复结果看，", "其中，")
HANDLED = (
    "全年办结申请{applications.handled.total}件，其中按时办结{applications.handled.on_time}件，"
    "延期办结{applications.handled.extended}件。",
    "按时办结{applications.handled.on_time}件，延期办结{applications.handled.extended}件。",
)
LATE_APPLICATIONS = (
    "{.year}年，{.we}新收政府信息公开申请{applications.new}件，上年结转{applications.carried_in}件，"
    "本年度办结{applications.result_total}件，结转下年度继续办理{applications.carried_out}件。",
    "全年新收政府信息公开申请{applications.new}件；全年共办理答复{applications.result_total}件，"
    "其中予以公开{applications.result.granted}件，部分公开{applications.result.partial}件。",
    "规范办理依申请公开，{.year}年新收申请{applications.new}件，其中自然人申请{applications.new@natural_person}件，"
    "办理过程全程留痕、限时办结。",
)
FEES_0 = (
    "{.year}年，{.we}未收取{!fees.collected}任何依申请公开信息的费用。",
    "对依申请提供的政府信息，{.we}全部免费{!fees.collected}提供。",
    "全年依申请公开信息收取的费用为{fees.collected}元。",
)
PROCESSING_0 = (
    "{.year}年，{.we}收取信息处理费{fees.information_processing}元。",
    "本年度未收取{!fees.information_processing}政府信息公开信息处理费。",
    "按照信息处理费管理办法，{.we}全年实际收取信息处理费总金额为{fees.information_processing}元，没有其他需要报告的事项。",
)
REMEDIES_0 = (
    "{.year}年，{.we}未发生{!reconsideration.total,litigation.total}因政府信息公开引起的行政复议和行政诉讼。",
    "全年没有{!reconsideration.total,litigation.total}因政府信息公开申请行政复议、提起行政诉讼的情况。",
    "因政府信息公开被申请行政复议、被提起行政诉讼的案件均为零{!reconsideration.total,litigation.total}。",
)
REMEDIES = (
    "{.year}年，因政府信息公开被申请行政复议{reconsideration.total}件，被提起行政诉讼{litigation.total}件。",
    "全年涉及政府信息公开的行政复议案件{reconsideration.total}件、行政诉讼案件{litigation.total}件，均按规定答辩应诉。",
)
RESULTS_RECONSIDERATION = (
    "行政复议案件中，维持{reconsideration.upheld}件，被依法纠错{reconsideration.corrected}件，"
    "其他情形{reconsideration.other}件。",
)
RECONSIDERATION_ONLY = (
    "全年因政府信息公开被申请行政复议{reconsideration.total}件，未发生{!litigation.total}行政诉讼。",
    "有关政府信息公开的行政复议{reconsideration.total}件，没有{!litigation.total}行政诉讼案件。",
)
LITIGATION_ONLY = (
    "全年未发生{!reconsideration.total}因政府信息公开申请行政复议的情况，被提起行政诉讼{litigation.total}件。",
    "有关政府信息公开的行政诉讼{litigation.total}件，没有{!reconsideration.total}行政复议案件。",
)
APPEALS_0 = (
    "也未收到{!appeals.total}有关政府信息公开的申诉。",
    "没有收到{!appeals.total}政府信息公开方面的申诉案件。",
)
COMPLAINTS_0 = (
    "未收到{!complaints.total}针对政府信息公开工作的举报、投诉。",
    "全年没有接到{!complaints.total}有关政府信息公开工作的举报投诉。",
)
COMPLAINTS = ("收到有关政府信息公开工作的举报投诉{complaints.total}件，均已核实回复。",)
STAFF = (
    "{.we}配备政府信息公开专职人员{staff.full_time}名、兼职人员{staff.part_time}名。",
    "从事政府信息公开工作的人员共{staff.total}人，其中专职{staff.full_time}人，兼职{staff.part_time}人。",
)
MEETINGS = (
    "召开政府信息公开工作会议{meetings.count}次。",
    "年内召开政府信息公开专题会议{meetings.count}次。",
)
TRAINING = (
    "举办政府信息公开培训班{training.sessions}次，培训人员{training.participants}人次。",
    "组织政府信息公开业务培训{training.sessions}期，参训{training.participants}人次。",
)
PROPOSALS = (
    "办理人大代表建议{proposals.npc}件、政协委员提案{proposals.cppcc}件，办理结果按要求公开。",
    "全年承办人大建议{proposals.npc}件，政协提案{proposals.cppcc}件，答复率{%100-100}%。",
)
MANAGEMENT = (
    "健全文件公开属性源头认定机制，对拟公开文件逐件审核，定期清理规范性文件并动态更新目录。",
    "加强政府信息全生命周期管理，建立信息台账，对失效文件及时标注，确保数据一致、来源可查。",
    "严格落实三审三校制度，开展错敏词和隐私信息排查，发现问题立即整改。",
)
PLATFORM = (
    "优化网站法定主动公开内容板块，清理空白栏目{%2-9}个，完善搜索和无障碍浏览功能。",
    "持续推进平台集约化，统一栏目设置，网站与政务新媒体内容同步更新。",
    "在政务服务大厅和便民服务点设置信息公开专区，提供自助查询和打印服务。",
)
SUPERVISION = (
    "将政务公开纳入年度考核，所占分值权重{%3-5}%，全年未发生责任追究情形。",
    "每季度对各单位公开情况抽查一次，通报问题并跟踪整改，社会评议结果总体良好。",
    "畅通监督渠道，设置意见箱和监督电话，对群众反映的问题及时核实反馈。",
)
PROBLEMS = (
    "从全年情况看，工作中仍有不足：信息更新还不够及时，解读形式较为单一，个别科室对公开工作重视不够。",
    "存在的主要问题：一是主动公开的内容与群众需求相比还有差距；二是业务人员更换频繁，能力有待提高。",
    "面对新要求，{.we}的公开工作还存在标准不够统一、依申请答复文书不够规范等问题。",
)
PLANS = (
    "下一步，{.we}将完善工作机制，力争{.next}年主动公开信息{%200-900}条以上，组织培训不少于{%2-5}次。",
    "今后将重点抓好三项工作：细化目录、强化培训、加强督查，不断提高公开实效。",
    "{.next}年，{.we}将继续拓展公开深度，优化栏目设置，推动公开与业务工作融合发展。",
)
OTHERS = ("本年度没有其他需要报告的事项。", "无其他需要说明的事项。")
ATTACHED = ("附表：政府信息公开情况统计表（见附件）", "本年度统计表见文后附件。")
