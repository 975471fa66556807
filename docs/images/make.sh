#!/usr/bin/env bash
# Makes the pictures of this folder anew; needs tmux, perl and chromium.
#
# make.sh [MUSTER]   the binary (build/release/muster)
set -euo pipefail

here="$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")"
root="$(dirname "$(dirname "$here")")"
muster="$(readlink -f "${1:-$root/build/release/muster}")"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
cd "$root"

# shot FILE WIDTH,HEIGHT PICTURE
shot() {
    chromium --headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking \
        --hide-scrollbars --user-data-dir="$work/profile" --window-size="$2" --screenshot="$here/$3" "file://$1" 2>/dev/null
}

# The report.
"$muster" run scenarios/first-fleet.yaml --quiet --out "$work/report"
shot "$work/report/report.html" 1200,1500 report.png

# The live display: what a terminal of tmux holds while a scenario runs, as a page.
tmux -L muster_picture new-session -d -x 100 -y 14 "'$muster' run scenarios/bad-firmware.yaml --for 20h"
sleep "${MUSTER_PICTURE_SECONDS:-4}"
tmux -L muster_picture capture-pane -e -p >"$work/screen"
tmux -L muster_picture kill-server
perl -CSD -pe '
    BEGIN {
        %ink = (31 => "#ff7b72", 32 => "#56d364", 33 => "#e3b341", 34 => "#79c0ff", 35 => "#d2a8ff", 36 => "#76e3ea");
        print "<!DOCTYPE html><meta charset=utf-8><body style=\"margin:0;background:#0d1117;color:#e6edf3\">",
              "<pre style=\"margin:18px 22px;font:15px/1.32 DejaVu Sans Mono,monospace\">";
    }
    s/&/&amp;/g; s/</&lt;/g;
    s{\e\[([0-9;]*)m}{
        for my $code (split /;/, $1 eq "" ? "0" : $1) {
            if ($code == 0) { ($bold, $dim, $colour) = () }
            elsif ($code == 1) { $bold = 1 }
            elsif ($code == 2) { $dim = 1 }
            elsif ($code == 22) { ($bold, $dim) = () }
            elsif ($code == 39) { $colour = undef }
            elsif ($ink{$code}) { $colour = $ink{$code} }
        }
        "</span><span style=\"color:" . ($colour // ($dim ? "#8b949e" : "inherit")) . ($bold ? ";font-weight:bold" : "") . "\">";
    }ge;
' "$work/screen" >"$work/screen.html"
shot "$work/screen.html" 960,292 live-display.png
ls -l "$here"/*.png
