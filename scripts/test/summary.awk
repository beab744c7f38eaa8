# Sums what a test run left behind: for each project PROJECT.exit (its exit status), then PROJECT.trx from .NET or
# PROJECT.junit.xml from the browser tests, in this order. Before these, where some tests were run again: PROJECT.again (their full
# names, a line each) and PROJECT.first.trx, in which these do not count. Gives the reasons of skipped tests, and what failed tests
# said. Exits with 1 where anything failed, or no test ran. One record is one XML tag and the text behind it.
#
#   LC_ALL=C awk -f summary.awk FILE...
BEGIN { RS = "<" }

FILENAME ~ /\.exit$/ { begin_project(); next }
FILENAME ~ /\.again$/ { note_again($0); next }

# .NET
/^UnitTestResult[ \t\r\n]/ { begin_test(attribute("testName"), attribute("outcome")); if (is_empty_tag()) end_test(); next }
/^\/UnitTestResult/ { end_test(); next }
/^(Message|StackTrace|StdOut)[> ]/ { collect(); next }

# Browser
/^testcase[ \t\r\n]/ { begin_test(attribute("name"), "Passed"); if (is_empty_tag()) end_test(); next }
/^\/testcase/ { end_test(); next }
/^skipped[ \t\r\n\/>]/ { outcome = "NotExecuted"; said["Message"] = attribute("message"); next }
/^(failure|error)[ \t\r\n\/>]/ { outcome = "Failed"; said["Message"] = attribute("message"); collect(); next }

# A tag inside a message, as CDATA may have it, is text.
field != "" {
  if (index($0, "/" field) == 1) field = ""
  else said[place] = said[place] "<" $0
}

END {
  end_project()
  for (i = 1; i <= reasons; i++) printf "skipped: %s\n%s", reason[i], names[reason[i]]
  printf "%s", failures
  if (passed + failed == 0) print "no test ran"
  printf "%d passed, %d failed, %d skipped\n", passed, failed, skipped
  exit failed > 0 || passed == 0
}

function begin_project() {
  end_project()
  project = FILENAME
  gsub(/.*\/|\.exit$/, "", project)
  status = $0 + 0
  failed_before = failed
  split("", again)
}

function note_again(text, names, count, i) {
  count = split(text, names, "\n")
  for (i = 1; i <= count; i++) if (names[i] != "") again[names[i]] = 1
}

function is_run_again(method) {
  if (FILENAME !~ /\.first\.trx$/) return 0
  method = test
  sub(/\(.*/, "", method)
  return method in again
}

# A run that ends badly without a failed test (a crash, a hang) counts as one failure.
function end_project() {
  if (inside) { outcome = "Failed"; said["Message"] = "its results end here"; end_test() }
  if (project != "" && status != 0 && failed == failed_before) fail(project " ended with status " status, "")
}

function begin_test(name, result) {
  test = trimmed(unescaped(name))
  outcome = result
  split("", said)
  field = ""
  inside = 1
}

function end_test() {
  inside = 0
  field = ""
  if (is_run_again()) return
  if (outcome == "Passed") passed++
  else if (outcome == "NotExecuted") skip(test, said["Message"] != "" ? said["Message"] : said["StdOut"])
  else fail(test, lines(said["Message"] != "" ? said["Message"] : said["StdOut"]) lines(said["StackTrace"]))
}

function skip(name, why) {
  why = trimmed(unescaped(why))
  if (why == "") why = "no reason given"
  skipped++
  if (!(why in names)) reason[++reasons] = why
  names[why] = names[why] "    " name "\n"
}

function fail(name, said_lines) {
  failed++
  failures = failures "failed: " name "\n" said_lines
}

# Indented, each line ended.
function lines(said_text) {
  said_text = trimmed(unescaped(said_text))
  if (said_text == "") return ""
  gsub(/\n/, "\n    ", said_text)
  return "    " said_text "\n"
}

function collect() {
  field = $0
  sub(/[^A-Za-z].*/, "", field)
  place = field == "failure" || field == "error" ? "StackTrace" : field
  said[place] = substr($0, tag_length() + 1)
}

# As it is written in the file.
function attribute(name) {
  return match($0, "[ \t\r\n]" name "=\"[^\"]*\"") ? substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4) : ""
}

function is_empty_tag() { return substr($0, tag_length() - 1, 1) == "/" }

# Up to and with its ">"; a quoted value may contain others.
function tag_length() { return match($0, /^([^">]|"[^"]*")*>/) ? RLENGTH : length($0) }

function trimmed(text) {
  gsub(/\r/, "", text)
  sub(/^[ \t\n]+/, "", text)
  sub(/[ \t\n]+$/, "", text)
  return text
}

function unescaped(text, start, code, done) {
  gsub(/<!\[CDATA\[|\]\]>/, "", text)
  gsub(/&lt;/, "<", text)
  gsub(/&gt;/, ">", text)
  gsub(/&quot;/, "\"", text)
  gsub(/&apos;/, "'", text)
  done = ""
  while (match(text, /&#[xX]?[0-9A-Fa-f]+;/)) {
    code = substr(text, RSTART + 2, RLENGTH - 3)
    done = done substr(text, 1, RSTART - 1) utf8(code ~ /^[xX]/ ? hexadecimal(substr(code, 2)) : code + 0)
    text = substr(text, RSTART + RLENGTH)
  }
  text = done text
  gsub(/&amp;/, "\\&", text)
  return text
}

function hexadecimal(digits, i, value) {
  value = 0
  for (i = 1; i <= length(digits); i++) value = value * 16 + index("0123456789abcdef", tolower(substr(digits, i, 1))) - 1
  return value
}

function utf8(code) {
  if (code < 128) return sprintf("%c", code)
  if (code < 2048) return sprintf("%c%c", 192 + int(code / 64), 128 + code % 64)
  if (code < 65536) return sprintf("%c%c%c", 224 + int(code / 4096), 128 + int(code / 64) % 64, 128 + code % 64)
  return sprintf("%c%c%c%c", 240 + int(code / 262144), 128 + int(code / 4096) % 64, 128 + int(code / 64) % 64, 128 + code % 64)
}
