#!/bin/sh
# System programs that some tests need: a browser, a word processor and a PDF reader.
# Root on Debian or Ubuntu installs them; anywhere else this says what will be skipped. It never fails a build.

have_browser() {
    for name in chromium chromium-browser google-chrome google-chrome-stable; do
        command -v "$name" >/dev/null 2>&1 && return 0
    done
    [ -x "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" ] && return 0
    [ -x "/Applications/Chromium.app/Contents/MacOS/Chromium" ]
}
have_writer() { command -v soffice >/dev/null 2>&1 || command -v libreoffice >/dev/null 2>&1; }
have_pdf() { command -v pdftotext >/dev/null 2>&1; }

wanted=""
have_browser || wanted="$wanted chromium fonts-dejavu-core"
have_writer || wanted="$wanted libreoffice-writer"
have_pdf || wanted="$wanted poppler-utils"

if [ -n "$wanted" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing for the tests:$wanted"
    export DEBIAN_FRONTEND=noninteractive
    # One by one, so that what this release of the system does not carry keeps nothing else out.
    if apt-get update -qq >/dev/null 2>&1; then
        for package in $wanted; do
            apt-get install -qq -y --no-install-recommends "$package" >/dev/null 2>&1 || echo "Could not install $package."
        done
    else
        echo "apt-get update did not work here, so nothing was installed."
    fi
fi

have_browser || echo "No Chrome or Chromium: the browser tests will be skipped."
have_writer || echo "No LibreOffice Writer: the tests that open Word documents will be skipped."
have_pdf || echo "No pdftotext (poppler-utils): the tests that read PDF files will be skipped."
exit 0
