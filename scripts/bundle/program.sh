# shellcheck shell=bash disable=SC2154
# The program, published from what is committed, so that what lies about in a checkout is in no bundle.

check_bundling() {
  local tool
  for tool in apt-get dpkg-deb dotnet git gzip sha256sum tar; do
    have "$tool" || fail "$tool is missing: a bundle is made on Debian or Ubuntu, in a checkout, with the .NET SDK."
  done
  [ "$(dpkg --print-architecture)" = amd64 ] || fail "Bundles are for x64, and this machine is $(dpkg --print-architecture)."
  commit=$(git -C "$root" rev-parse HEAD) || fail "$root is no git checkout: a bundle is made from a commit."
  [ -z "$(git -C "$root" status --porcelain --untracked-files=no)" ] ||
    warn "what is not committed is not in the bundle, which is made of $commit"
  SOURCE_DATE_EPOCH=$(git -C "$root" show -s --format=%ct HEAD)
  export SOURCE_DATE_EPOCH
}

# os_release FIELD
os_release() { sed -n "s/^$1=\"\{0,1\}\([^\"]*\)\"\{0,1\}$/\1/p" /etc/os-release; }

version_of_program() { sed -n 's|.*<Version>\(.*\)</Version>.*|\1|p' "$root/Directory.Build.props"; }

bundle_name() {
  local variant=
  [ "$device" = cpu ] || variant=-$device
  printf 'localvoice-%s-%s-%s-x64%s' "$(version_of_program)" "$(os_release ID)" "$(os_release VERSION_ID)" "$variant"
}

# The files of the commit, with its time, and the detector's weights, which git does not have.
export_commit() {
  [ -f "$root/models/cache/silero_vad_v6.onnx" ] || "$root/scripts/setup.sh"
  mkdir -p -- "$1/models/cache"
  git -C "$root" archive --format=tar HEAD | tar -x -C "$1"
  cp -L -- "$root/models/cache/silero_vad_v6.onnx" "$1/models/cache/"
}

# bundle_program SOURCE BUNDLE. MSBuild takes the environment's SourceRevisionId for the commit that git would tell it.
bundle_program() {
  SourceRevisionId=$commit ENGINE_DEVICE=$device "$1/scripts/publish.sh" linux-x64 "$2/program"
  mv -- "$2/program/models" "$2/models"
  mv -- "$2/program/LICENSE" "$2/LICENSE"
}
