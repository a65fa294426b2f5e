"""Tables that are printed where there is no terminal: whole, whatever their width."""

from __future__ import annotations

from panel_samples import gongkai

from archive.cli.sites import readable_sites


def test_a_table_in_a_pipe_is_not_cut() -> None:
    lines = gongkai("sites", "list").stdout.splitlines()
    hosts = [site.host for site in readable_sites(None)[0].values()]
    assert len(hosts) > 200
    assert max(map(len, lines)) > 80
    assert not any("…" in line for line in lines)
    text = "\n".join(lines)
    assert [host for host in hosts if host not in text] == []
