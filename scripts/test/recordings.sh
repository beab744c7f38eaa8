# shellcheck shell=bash
# ffmpeg, with which the tests make recordings of many formats, and with which the server reads them.

# Without it, those tests are skipped. Asks for no password.
install_recording_tools() {
  have ffmpeg || ! have apt-get || {
    say "Installing ffmpeg with apt-get"
    apt_install ffmpeg </dev/null || warn "apt-get could not install ffmpeg: the tests of recordings that are no WAV files are skipped"
  }
}
