# shellcheck shell=bash disable=SC2154
# The .NET test projects.

# A test that depends on real time may fail on a busy machine: what fails is run once more, and what it said first stays in the output.
# What fails twice has failed.
run_project() {
  local name=$1 status=0
  echo "==> $name"
  run_once "$name" || run_again "$name" || status=$?
  ran "$name" "$status"
}

# run_once PROJECT [FILTER]
run_once() {
  local name=$1
  dotnet test "tests/$name/bin/Release/net10.0/$name.dll" --nologo --results-directory "$results" ${2:+--filter "$2"} \
    --logger "trx;LogFileName=$name.trx" --logger "console;verbosity=quiet" \
    "--blame:CollectHangDump;TestTimeout=${LOCALVOICE_TEST_HANG:-5m};HangDumpType=None" </dev/null 2>&1 |
    { grep -vE '^(Starting test execution|A total of 1 test|Results File:|Additionally, path to test|\s*$)' || true; }
}

# The failed tests alone, whose other results stay in PROJECT.first.trx; all of them where the run did not come to its end.
run_again() {
  local name=$1 trx=$results/$1.trx filter=
  if [ -s "$trx" ]; then
    what_failed "$trx"
    is_broken_off "$trx" || failed_tests "$trx" >"$results/$name.again"
  fi
  if [ -s "$results/$name.again" ]; then
    filter=$(sed 's/^/FullyQualifiedName=/' "$results/$name.again" | paste -sd'|')
    mv -- "$trx" "$results/$name.first.trx"
  else
    rm -f -- "$trx" "$results/$name.again"
  fi
  echo "==> $name, once more${filter:+: what failed}"
  run_once "$name" "$filter"
}

# The methods' full names.
failed_tests() {
  sed -n 's/.*<UnitTestResult [^>]*testName="\([^"(]*\).* outcome="Failed".*/\1/p' "$1" | sort -u
}

is_broken_off() { grep -qiE '<ResultSummary outcome="(Aborted|Error)"|test host process crashed|test run was aborted' "$1"; }
