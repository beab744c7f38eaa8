# shellcheck shell=bash disable=SC2154
# What says what is in a bundle, and the one file that it becomes.

# bundle_system_files SOURCE BUNDLE
bundle_system_files() {
  local source=$1/scripts into=$2
  cp -- "$source/bundle/target"/{install.sh,uninstall.sh,README.txt} "$into/"
  mkdir -p -- "$into/system"
  cp -- "$source/bundle/target"/{localvoice,environment} "$source/operations"/localvoice{.service,-air-gap.conf,-gpu.conf} "$into/system/"
  sed "s/@SET@/$chosen_set/" "$source/bundle/target/appsettings.json" >"$into/system/appsettings.json"
  cp -- "$1/src/LocalVoice.Server/Configuration/REFERENCE.md" "$into/REFERENCE.md"
}

# Read by install.sh; one FIELD=VALUE a line.
write_manifest() {
  cat >"$1/MANIFEST" <<END
NAME=$(basename -- "$1")
VERSION=$(version_of_program)
COMMIT=$commit
DISTRIBUTION=$(os_release ID)
DISTRIBUTION_VERSION=$(os_release VERSION_ID)
ARCHITECTURE=x86_64
DEVICE=$device
MODELS=$chosen_set
PACKAGES=${packages[*]}
PROGRAM_KB=$(size_of "$1/program")
MODELS_KB=$(size_of "$1/models")
PACKAGES_KB=$(installed_size "$1/packages")
END
}

# Of every file of the bundle but their own.
write_sums() {
  (cd -- "$1" && find . -type f ! -path ./SHA256SUMS -print0 | LC_ALL=C sort -z | xargs -0 sha256sum >SHA256SUMS)
}

# In kB, by the files' own sizes, which are the same everywhere.
size_of() { find "$1" -type f -printf '%s\n' | awk '{ sum += $1 } END { printf "%d\n", sum / 1024 + 1 }'; }

# write_archive BUNDLE DIR: no time, owner, order or umask of this machine is in the file.
write_archive() {
  local name file
  name=$(basename -- "$1")
  mkdir -p -- "$2"
  file=$(cd -- "$2" && pwd)/$name.tar.gz
  say "Packing $file"
  tar -C "$(dirname -- "$1")" --format=gnu --sort=name --owner=0 --group=0 --numeric-owner --mtime="@$SOURCE_DATE_EPOCH" \
    --mode=u+rwX,go+rX,go-w,a-s -cf - "$name" | gzip -n >"$file.part"
  mv -f -- "$file.part" "$file"
  (cd -- "$2" && sha256sum "$name.tar.gz" >"$name.tar.gz.sha256")
  say "Carry $name.tar.gz ($(du -h -- "$file" | cut -f1)) and its .sha256 to the machine, then there:"
  printf '      sha256sum -c %s.tar.gz.sha256 && tar -xzf %s.tar.gz && sudo %s/install.sh\n' "$name" "$name" "$name"
}
