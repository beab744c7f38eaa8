# shellcheck shell=bash disable=SC2154
# What is in a bundle, by name and version, for those who must know: CycloneDX, one document of the program's libraries (by its own tool)
# and one of all else.

# bundle_sbom SOURCE BUNDLE
bundle_sbom() {
  say "Listing what is in it (CycloneDX)"
  mkdir -p -- "$2/sbom"
  (
    cd -- "$1" && dotnet tool restore && dotnet restore src/LocalVoice.Cli/LocalVoice.Cli.csproj -r linux-x64 "-p:EngineDevice=$device" &&
      dotnet dotnet-CycloneDX src/LocalVoice.Cli/LocalVoice.Cli.csproj --recursive --disable-package-restore --no-serial-number \
        --set-name LocalVoice --set-version "$(version_of_program)" --output-format Json --output "$2/sbom" --filename program.cdx.json
  ) >"$logs/sbom.log" 2>&1 </dev/null || { show_log "$logs/sbom.log" && fail "The program's libraries could not be listed."; }
  # The tool notes when it ran.
  sed -i "s/\"timestamp\": \"[^\"]*\"/\"timestamp\": \"$(commit_time)\"/" "$2/sbom/program.cdx.json"
  rest_of_sbom "$2" >"$2/sbom/system.cdx.json"
}

commit_time() { date -u -d "@$SOURCE_DATE_EPOCH" +%Y-%m-%dT%H:%M:%SZ; }

# The .NET runtime, the distribution's packages and the models.
rest_of_sbom() {
  cat <<END
{
  "bomFormat": "CycloneDX",
  "specVersion": "1.6",
  "version": 1,
  "metadata": {
    "timestamp": "$(commit_time)",
    "component": { "type": "application", "name": "LocalVoice", "version": "$(version_of_program)" }
  },
  "components": [
END
  { runtimes_of "$1/program" && packages_of "$1/packages/Packages" && models_of "$1/models"; } | sed '$!s/$/,/; s/^/    /'
  printf '  ]\n}\n'
}

runtimes_of() {
  tr -d ' \n' <"$1/localvoice.runtimeconfig.json" | grep -o '"name":"[^"]*","version":"[^"]*"' |
    sed 's/.*"name":"\(.*\)","version":"\(.*\)"/{ "type": "framework", "name": "\1", "version": "\2" }/'
}

# purl: github.com/package-url/purl-spec, type deb.
packages_of() {
  awk -v distribution="$(os_release ID)" '
    /^Package:/ { name = $2 }
    /^Version:/ { version = $2 }
    /^Architecture:/ { architecture = $2 }
    /^SHA256:/ {
      encoded = version
      gsub(/\+/, "%2B", encoded)
      gsub(/:/, "%3A", encoded)
      printf "{ \"type\": \"library\", \"name\": \"%s\", \"version\": \"%s\", \"purl\": \"pkg:deb/%s/%s@%s?arch=%s\", %s }\n",
        name, version, distribution, name, encoded, architecture, "\"hashes\": [{ \"alg\": \"SHA-256\", \"content\": \"" $2 "\" }]"
    }' "$1"
}

models_of() {
  local hash file
  (cd -- "$1" && find . -type f ! -name '*.json' ! -name '*.md' -printf '%P\0' | LC_ALL=C sort -z | xargs -0 sha256sum) |
    while read -r hash file; do
      printf '{ "type": "machine-learning-model", "name": "%s", "hashes": [{ "alg": "SHA-256", "content": "%s" }] }\n' "$file" "$hash"
    done
}
