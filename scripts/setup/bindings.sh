# shellcheck shell=bash disable=SC2154
# Where the engines come from: the published packages where the package source carries them, else our bundled
# bindings over the native libraries that npm carries (src/decisions/0001).

choose_engine_bindings() {
  local file=$root/EngineBindings.props device=${ENGINE_DEVICE:-}
  engine_bindings=${ENGINE_BINDINGS:-}
  case $engine_bindings in
    "" | bundled | nuget) ;;
    *) fail "ENGINE_BINDINGS is '$engine_bindings'; it may be 'bundled' or 'nuget'." ;;
  esac
  case $device in
    "" | cpu | cuda) ;;
    *) fail "ENGINE_DEVICE is '$device'; it may be 'cpu' or 'cuda'." ;;
  esac

  [ -n "$engine_bindings" ] || engine_bindings=$(remembered EngineBindings "$file")
  [ -n "$device" ] || device=$(remembered EngineDevice "$file")
  if [ -z "$engine_bindings" ]; then
    say "Asking the package source for the engine packages (once)"
    ask_package_source || return 0
  fi

  local content
  content=$(printf '<Project>\n  <PropertyGroup>\n    <EngineBindings>%s</EngineBindings>\n    <EngineDevice>%s</EngineDevice>\n  </PropertyGroup>\n</Project>' \
    "$engine_bindings" "${device:-cpu}")
  stamped "$file" "$content" && return
  printf '%s\n' "$content" >"$file"
  say "Engine bindings: $engine_bindings (kept in EngineBindings.props)"
}

remembered() { [ ! -f "$2" ] || sed -n "s|.*<$1>\(.*\)</$1>.*|\1|p" "$2"; }

# Sets engine_bindings; fails when the source could not be asked, so that the answer is not kept.
ask_package_source() {
  local probe status=0
  probe=$(mktemp -d)
  cp -- "$root/Directory.Packages.props" "$probe/"
  cat >"$probe/probe.csproj" <<'PROJECT'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <TargetFramework>net10.0</TargetFramework>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="LLamaSharp" />
    <PackageReference Include="LLamaSharp.Backend.Cpu" />
    <PackageReference Include="Microsoft.ML.OnnxRuntime" />
    <PackageReference Include="NAudio.Core" />
    <PackageReference Include="Whisper.net" />
    <PackageReference Include="Whisper.net.Runtime" />
  </ItemGroup>
</Project>
PROJECT

  engine_bindings=bundled
  if dotnet restore "$probe/probe.csproj" -nodeReuse:false >"$stamps/probe.log" 2>&1 </dev/null 9>&-; then
    engine_bindings=nuget
  elif ! grep -qE 'NU110[1-3]' "$stamps/probe.log"; then
    warn "the package source could not be asked (see $stamps/probe.log): bundled bindings this time"
    status=1
  fi
  rm -rf -- "$probe"
  return "$status"
}
