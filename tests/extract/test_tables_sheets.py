"""Tables of sheets: one below the other without a gap, heads that are wide without being merged."""

from __future__ import annotations

from grids import document

from archive.extract.tables import read_tables

APPLICANTS = """
（勾稽关系） | | | 申请人情况 | | | | | |
 | | | 自然人 | 法人或其他组织 | | | | | 总计
 | | | | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 |
"""
ABOVE = """
一、本年新收政府信息公开申请数量 | | | 5 | 1 | 0 | 0 | 0 | 2 | 8
三、本年度办理结果 | （一）予以公开 | | 2 | 1 | 0 | 0 | 0 | 1 | 4
"""
BELOW = """
三、本年度办理结果 | （六）其它处理 | | 1 | 0 | 0 | 0 | 0 | 0 | 1
 | （七）总计 | | 3 | 1 | 0 | 0 | 0 | 1 | 5
"""
RESULTS = "结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计"


def test_a_head_that_comes_again_in_one_table_is_no_outcome() -> None:
    drawing = APPLICANTS.strip("\n") + ABOVE + APPLICANTS.strip("\n") + BELOW
    read = read_tables(document(drawing), 2019)
    assert not read.findings
    assert len(read.figures) == 4 * 7
    assert not any(figure.indicator.endswith("other.misc") for figure in read.figures)


def test_a_head_that_a_page_break_cuts() -> None:
    head = """
勾稽关系 | < | < | 申请人情况 | < | < | < | < | < | <
^ | ^ | ^ |  | 法人或者其他组织 | < | < | < | < | 总计
^ | ^ | ^ | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计
"""
    read = read_tables(document(head.strip("\n") + ABOVE), 2019)
    assert not read.findings
    assert [figure.value for figure in read.figures] == [5, 1, 0, 0, 0, 2, 8, 2, 1, 0, 0, 0, 1, 4]


def test_two_tables_4_one_below_the_other() -> None:
    read = read_tables(
        document(f"""
行政复议 | | | | | | | | |
{RESULTS} | | | | |
4 | | 1 | 0 | 5 | | | | |
行政诉讼 | | | | | | | | |
未经复议直接起诉 | | | | | 复议后起诉 | | | |
{RESULTS} | {RESULTS}
 | | 6 | | 6 | 1 | | 2 | 0 | 3
"""),
        2022,
    )
    found = {figure.indicator: figure.value for figure in read.figures}
    assert found["reconsideration.upheld"] == 4
    assert found["reconsideration.corrected"] is None
    assert found["reconsideration.total"] == 5
    assert found["litigation.direct.other"] == 6
    assert found["litigation.after_review.upheld"] == 1
    assert found["litigation.after_review.total"] == 3
    assert len(found) == 15


def test_numbers_beside_the_last_column_belong_to_nobody() -> None:
    beside = "\n".join(f"{line} | 77" for line in ABOVE.strip("\n").splitlines())
    read = read_tables(document(APPLICANTS.strip("\n") + "\n" + beside), 2019)
    assert not read.findings
    assert [figure.value for figure in read.figures] == [5, 1, 0, 0, 0, 2, 8, 2, 1, 0, 0, 0, 1, 4]
