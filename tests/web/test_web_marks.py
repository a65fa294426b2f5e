"""Marking figures in text and tables, and the difference of two texts."""

from __future__ import annotations

from typing import Any

from archive.web import charts, differences, marks


def figure(name: str, evidence: dict[str, Any]) -> dict[str, Any]:
    return {"anchor": name, "indicator": name, "zh": name, "en": name, "evidence": evidence}


def sentence(text: str, words: str, around: str) -> dict[str, Any]:
    start = text.index(words)
    return {"kind": "sentence", "text": around, "start": start, "end": start + len(words)}


def test_two_figures_on_one_word_both_have_their_place() -> None:
    text = "甲<b>乙。复议和诉讼均为零。丙"
    found = marks.passages(text, [figure(n, sentence(text, "零", "复议和诉讼均为零。")) for n in ("a", "b")])
    marked = marks.paragraph(text, 0, len(text), found)
    assert marked == (
        '甲&lt;b&gt;乙。<span class="sentence">复议和诉讼均为'
        '<mark class="figure" id="b"><mark class="figure" id="a">'
        '<a href="#a" title="a · a\nb · b">零</a></mark></mark>。</span>丙'
    )


def test_a_sentence_whose_words_differ_is_marked_by_its_number_alone() -> None:
    text = "共 12 条"
    found = marks.passages(text, [figure("a", sentence(text, "12", "共12条"))])
    assert '<span class="sentence"><mark' in marks.paragraph(text, 0, len(text), found)


def test_a_paragraph_has_only_its_own_marks() -> None:
    text = "一12条\n二13条"
    found = marks.passages(
        text, [figure("a", sentence(text, "12", "一12条")), figure("b", sentence(text, "13", "二13条"))]
    )
    assert 'id="b"' not in marks.paragraph(text, 0, 4, found)
    assert 'id="a"' not in marks.paragraph(text, 5, len(text), found)


def test_a_figure_in_a_merged_cell_is_found_from_any_place_of_it() -> None:
    table = {
        "number": 1,
        "rows": [[1, 1, 1, 1, "项"], [1, 2, 1, 1, "数"], [2, 1, 2, 1, "甲"], [2, 2, 2, 1, "5"]],
    }
    cell = {"kind": "cell", "table": 1, "row": 3, "column": 2, "text": "5"}
    lines = marks.grid(table, [figure("a", cell)])
    assert lines[0] == "<th>项</th><th>数</th>"
    assert lines[1].startswith(
        '<td rowspan="2">甲</td><td rowspan="2" class="num"><mark class="figure" id="a">'
    )
    assert lines[2] == ""


def test_differences_are_marked_within_the_line() -> None:
    lines = differences.of_lines("头\n共1901条\n尾\n旧段落全无相似", "头\n共1910条\n尾")
    assert [line["kind"] for line in lines] == ["same", "changed", "same", "removed"]
    marked = differences.marked(lines[1])
    assert (marked["older"], marked["newer"]) == ("共19<del>0</del>1条", "共191<ins>0</ins>条") or (
        "<del>" in marked["older"] and "<ins>" in marked["newer"]
    )


def test_equal_texts_do_not_differ() -> None:
    assert differences.of_lines("同", "同") == []


def test_a_chart_breaks_where_a_year_is_missing_or_the_series_breaks() -> None:
    def cell(value: int | None, new: bool = False) -> dict[str, Any]:
        return {"value": value, "break": new}

    cells = {"2016": cell(1), "2017": cell(2), "2019": cell(3), "2020": cell(4, True), "2021": cell(None)}
    drawn = charts.line(cells, [2016, 2017, 2018, 2019, 2020, 2021])
    assert drawn.count("<polyline") == 3
    assert drawn.count("<circle") == 4
    assert drawn.count('class="break"') == 1
    assert charts.line({"2020": cell(0)}, [2020]).count("<circle") == 1
    assert charts.line({}, []) == ""
