namespace LocalVoice.Engines.Whisper.Tests;

public sealed class NativeMessagesTests
{
    [Theory]
    [InlineData("whisper_full_with_state: encoder_begin_callback returned false - aborting", true)]
    [InlineData("whisper_full_with_state: failed to encode", true)]
    [InlineData("whisper_full_with_state: failed to decode", true)]
    [InlineData("whisper_init_state: whisper_kv_cache_init() failed for self-attention cache", false)]
    public void What_whisper_says_of_a_decode_that_we_cancelled_is_no_error(string line, bool cancelled) =>
        Assert.Equal(cancelled, NativeMessages.IsCancellation(line));
}
