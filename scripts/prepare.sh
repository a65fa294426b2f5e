# Sourced by the other scripts: makes .venv in the checkout and installs gongkai into it, editable.
# usage: prepare EXTRA…   (extras of pyproject.toml; none means the core)

prepare() {
    local wanted="${*:-}" state installed python
    python=$(find_python) || exit 2
    state=$(cat pyproject.toml constraints.txt | sha256sum)
    installed=$(cat .venv/gongkai-installed 2>/dev/null || true)
    # A half-made environment has no mark, so an interrupted installation is begun again; extras hold the core.
    if [ "$installed" = "$state $wanted" ] || { [ -z "$wanted" ] && [ "${installed#"$state"}" != "$installed" ]; }; then
        return 0
    fi
    [ -x .venv/bin/pip ] || make_environment "$python"
    echo "Installing gongkai into .venv (about a minute the first time) …" >&2
    .venv/bin/pip install --quiet --disable-pip-version-check --constraint constraints.txt \
        --editable ".${wanted:+[${wanted// /,}]}" >&2 </dev/null
    echo "$state $wanted" >.venv/gongkai-installed
}

find_python() {
    local name
    for name in python3 python3.14 python3.13 python3.12 python3.11; do
        if command -v "$name" >/dev/null && "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
            echo "$name"
            return 0
        fi
    done
    echo "gongkai needs Python 3.11 or later; found $(python3 --version 2>&1 || echo none)." >&2
    return 1
}

make_environment() {
    echo "Making a virtual environment in .venv …" >&2
    # What a failed attempt printed matters only when the second attempt fails as well.
    if "$1" -m venv .venv >/dev/null 2>&1 </dev/null; then
        return 0
    fi
    # Debian and Ubuntu ship python3 without venv.
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        echo "Installing the Debian package python3-venv, which this Python lacks …" >&2
        { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq python3-venv; } >/dev/null </dev/null
    fi
    rm -rf .venv
    if ! "$1" -m venv .venv >&2 </dev/null; then
        echo "No virtual environment could be made. On Debian and Ubuntu: sudo apt-get install python3-venv" >&2
        exit 2
    fi
}
