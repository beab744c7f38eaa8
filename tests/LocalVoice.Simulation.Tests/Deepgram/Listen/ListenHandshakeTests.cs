namespace LocalVoice.Simulation.Tests.Deepgram.Listen;

/// <summary>Which queries v1/listen takes: asyncapi.yml of github.com/deepgram/deepgram-api-specs, 22 July 2026.</summary>
public sealed class ListenHandshakeTests
{
    private const string Audio = "encoding=linear16&sample_rate=16000";

    [Theory]
    [InlineData("model=nova-2-phonecall")]
    [InlineData("model=nova-3&language=xx")]
    [InlineData("model=nova-3&endpointing=-1")]
    [InlineData("model=nova-3&endpointing=soon")]
    [InlineData("model=nova-3&interim_results=yes")]
    [InlineData("model=nova-3&interim_results=true&utterance_end_ms=999")]
    [InlineData("model=nova-3&utterance_end_ms=1000")]
    [InlineData("model=nova-2&keyterm=LocalVoice")]
    [InlineData("model=nova-3&keywords=LocalVoice")]
    [InlineData("model=nova-3&keyterm=")]
    [InlineData("model=nova-3&channels=2")]
    [InlineData("model=nova-3&eot_threshold=0.7")]
    [InlineData("model=nova-3&model=nova-2")]
    public async Task A_query_that_it_does_not_have_is_refused(string query)
    {
        await using var deepgram = await Simulations.StartAsync();

        var (status, error) = await RawClient.FailAsync(deepgram, $"/v1/listen?{Audio}&{query}");

        Assert.Equal(400, status);
        Assert.NotEmpty(error!);
    }

    [Theory]
    [InlineData("model=nova-3")]
    [InlineData("model=nova-3&encoding=linear16")]
    [InlineData("model=nova-3&sample_rate=16000")]
    [InlineData("model=nova-3&encoding=pcm&sample_rate=16000")]
    [InlineData("model=nova-3&encoding=linear16&sample_rate=4000")]
    public async Task Raw_audio_must_say_what_it_is(string query)
    {
        await using var deepgram = await Simulations.StartAsync();

        Assert.Equal(400, (await RawClient.FailAsync(deepgram, $"/v1/listen?{query}")).Status);
    }

    [Fact]
    public async Task The_error_is_worded_as_the_service_words_it()
    {
        await using var deepgram = await Simulations.StartAsync();

        var (_, error) = await RawClient.FailAsync(deepgram, $"/v1/listen?model=nova-3&{Audio}&interim_results=true&utterance_end_ms=999");

        // github.com/deepgram/deepgram-python-sdk/issues/279, 31 January 2024.
        Assert.Equal("Invalid 'utterance_end_ms' value of '999'.", error);
    }

    [Theory]
    [InlineData("model=nova-3&language=es&mip_opt_out=true&smart_format=true")]
    [InlineData("model=nova-3&language=ca&keyterm=LocalVoice&keyterm=Val%C3%A8ncia")]
    [InlineData("model=nova-3&language=he")]
    [InlineData("model=nova-3&language=zh-Hant")]
    [InlineData("model=nova-3&language=kk-KZ")]
    [InlineData("model=nova-2&language=es&keywords=LocalVoice")]
    [InlineData("model=nova-3&language=multi&endpointing=false&vad_events=true&interim_results=true&utterance_end_ms=1000")]
    public async Task A_query_of_its_documents_is_taken(string query)
    {
        await using var deepgram = await Simulations.StartAsync();

        using var client = await RawClient.ConnectAsync(deepgram, $"/v1/listen?{Audio}&{query}");
    }
}
