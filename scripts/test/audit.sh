# shellcheck shell=bash disable=SC2154
# Packages with known vulnerabilities, as far as the sources of packages tell. One that tells nothing is no failure, but is said.

# A package that is known to be vulnerable (GHSA-5crp-9r3c-p9vr): a source that does not say so of it says nothing of others.
audit_control() {
  local folder=$1
  mkdir -p -- "$folder"
  cat >"$folder/control.csproj" <<'PROJECT'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><TargetFramework>net10.0</TargetFramework><NuGetAudit>false</NuGetAudit></PropertyGroup>
  <ItemGroup><PackageReference Include="Newtonsoft.Json" Version="12.0.3" /></ItemGroup>
</Project>
PROJECT
  timeout 120 dotnet restore "$folder/control.csproj" -v q --nologo >/dev/null 2>&1 && vulnerable_in "$folder/control.csproj" | grep -q .
}

# vulnerable_in PROJECT: a line per vulnerable package, without the addresses of sources.
vulnerable_in() {
  timeout 180 dotnet list "$1" package --vulnerable --include-transitive 2>/dev/null </dev/null |
    awk '$1 == ">" { print $2, $3, $4, $5, $6 }' | sort -u
}

# What ships: the program with all that it takes along.
audit_nuget() {
  local control found
  control=$(mktemp -d)
  if ! audit_control "$control"; then
    echo 'audit: .NET packages skipped: the source of packages here tells of no vulnerabilities (it does not know a well-known one).'
    rm -rf -- "$control"
    return 0
  fi
  rm -rf -- "$control"
  found=$(vulnerable_in src/LocalVoice.Cli)
  [ -z "$found" ] || { printf 'audit: vulnerable .NET packages:\n%s\n' "$found"; return 1; }
  echo 'audit: no .NET package with a known vulnerability.'
}

# The page has no packages; those of its tests are looked at.
audit_npm() {
  local report
  command -v npm >/dev/null || { echo 'audit: npm packages skipped: there is no npm here.'; return 0; }
  report=$(cd tests/web && timeout 120 npm audit --json 2>/dev/null </dev/null) || true
  if ! grep -q '"auditReportVersion"' <<<"$report"; then
    echo 'audit: npm packages skipped: the registry here does not answer npm audit.'
    return 0
  fi
  if grep -qE '"(high|critical)": *[1-9]' <<<"$(sed -n '/"metadata"/,$p' <<<"$report")"; then
    echo 'audit: vulnerable npm packages, high or critical: run "npm audit" in tests/web.'
    return 1
  fi
  echo 'audit: no npm package with a known vulnerability of high severity.'
}

run_audit() {
  local status=0
  echo '==> audit'
  audit_nuget || status=1
  audit_npm || status=1
  ran audit "$status"
}
