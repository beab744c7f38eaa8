# shellcheck shell=bash disable=SC2154
# What the engines' packages run on. EngineDevice.props remembers it for every build of this checkout.

choose_engine_device() {
  device_file=$root/EngineDevice.props
  local remembered=''
  [ ! -f "$device_file" ] || remembered=$(sed -n 's|.*<EngineDevice>\(.*\)</EngineDevice>.*|\1|p' "$device_file")
  device=${ENGINE_DEVICE:-${remembered:-cpu}}
  local origin=EngineDevice.props
  [ -z "${ENGINE_DEVICE:-}" ] || origin=ENGINE_DEVICE
  case $device in
    cpu | cuda | vulkan) ;;
    *) fail "$origin is '$device'; it may be cpu, cuda or vulkan." ;;
  esac
}

# Called when its packages are here, so that a device without packages is not remembered.
remember_engine_device() {
  local content="<Project><PropertyGroup><EngineDevice>$device</EngineDevice></PropertyGroup></Project>"
  [ -n "${ENGINE_DEVICE:-}" ] || return 0
  stamped "$device_file" "$content" && return
  printf '%s\n' "$content" >"$device_file"
  say "Engine device: $device (kept in EngineDevice.props)"
}
