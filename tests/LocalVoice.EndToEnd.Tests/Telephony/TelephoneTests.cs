using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json;
using LocalVoice.Audio;
using LocalVoice.Client.Audio;
using LocalVoice.Core.Audio;
using LocalVoice.Testing.Audio;
using LocalVoice.Testing.Telephony;

namespace LocalVoice.EndToEnd.Tests.Telephony;

/// <summary>A spoken turn over each kind of line, on the starter models, in real time.</summary>
public sealed class TelephoneTests(TelephoneServer server) : IClassFixture<TelephoneServer>
{
    private const int FrameBytes = 160;
    private static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(20);
    private static readonly AudioFormat MuLaw = new(AudioEncoding.MuLaw, 8_000);
    private static readonly byte[] Silence = [.. Enumerable.Repeat((byte)0xFF, FrameBytes)];

    [Fact]
    public async Task A_question_over_twilio_is_answered_and_never_far_ahead_of_what_is_played()
    {
        var url = new Uri($"ws://{server.Local.Root.Authority}/v1/telephony/twilio");
        await using var call = await FakeTwilio.CallAsync(url, "es", ("Authorization", $"Bearer {server.Local.Key}"));
        var (answer, ahead) = (new List<byte>(), TimeSpan.Zero);

        await TalkAsync(async frame =>
        {
            await call.HearAsync(frame);
            while (call.Sent.TryRead(out var sent))
            {
                answer.AddRange(sent.MuLaw);
            }

            ahead = call.Buffered > ahead ? call.Buffered : ahead;
            await call.PlayAsync(Frame);
            return call.Buffered == TimeSpan.Zero && answer.Count > MuLaw.SamplesIn(TimeSpan.FromSeconds(1));
        });

        Assert.InRange(ahead, TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(500));
        Assert.Contains("Roma", await TranscribeAsync(Samples([.. answer])), StringComparison.OrdinalIgnoreCase);
        await call.StopAsync();
        Assert.Equal(WebSocketCloseStatus.NormalClosure, await call.ClosedAsync());
    }

    [Fact]
    public async Task A_question_over_audiosocket_is_answered_no_faster_than_it_is_spoken()
    {
        await using var call = await FakeAsterisk.CallAsync(server.AudioSocket);
        var answer = new List<short>();
        var (begun, last) = (0L, 0L);

        await TalkAsync(async frame =>
        {
            var pcm = new byte[2 * frame.Length];
            Pcm16.Encode([.. frame.Select(G711.DecodeMuLaw)], pcm);
            await call.HearAsync(pcm);
            var before = answer.Count;
            while (call.Sent.TryRead(out var sent))
            {
                answer.AddRange(Enumerable.Range(0, sent.Length / 2).Select(i => BitConverter.ToInt16(sent, 2 * i)));
            }

            var now = TimeProvider.System.GetTimestamp();
            begun = before == 0 && answer.Count > 0 ? now : begun;
            last = answer.Count > before ? now : last;
            return answer.Count > 8_000 && TimeProvider.System.GetElapsedTime(last, now) > TimeSpan.FromMilliseconds(500);
        });

        var (spoken, taken) = (MuLaw.DurationOf(answer.Count), TimeProvider.System.GetElapsedTime(begun, last));

        // A machine that has no time for it may be slower, but nothing may be faster.
        Assert.True(spoken - taken < TimeSpan.FromMilliseconds(300), $"{spoken} were sent in {taken}");
        Assert.Contains("Roma", await TranscribeAsync([.. answer]), StringComparison.OrdinalIgnoreCase);
        await call.HangUpAsync();
        await call.EndedAsync();
    }

    /// <summary>The question, then silence until the caller is content, in real time.</summary>
    /// <param name="frame">Says 20 ms of µ-law; true when the caller is content.</param>
    private static async Task TalkAsync(Func<byte[], Task<bool>> frame)
    {
        var question = TelephoneChannel.EncodeDigital(SpokenSamples.CapitalOfItaly.Samples.Span);
        using var clock = new PeriodicTimer(Frame, TimeProvider.System);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        for (var at = 0; ; at += FrameBytes)
        {
            var said = at + FrameBytes <= question.Length ? question[at..(at + FrameBytes)] : Silence;
            if (await frame(said) && at > question.Length)
            {
                return;
            }

            await clock.WaitForNextTickAsync(patience.Token);
        }
    }

    private static short[] Samples(byte[] muLaw) => [.. muLaw.Select(G711.DecodeMuLaw)];

    /// <summary>What the server itself understands of its own answer.</summary>
    private async Task<string> TranscribeAsync(short[] samples)
    {
        using var file = new MemoryStream();
        WaveFile.Write(file, new Recording(samples, 8_000).At(16_000));
        using var http = new HttpClient { BaseAddress = server.Local.Root };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", server.Local.Key);
        using var form = new MultipartFormDataContent
        {
            { new ByteArrayContent(file.ToArray()), "file", "answer.wav" },
            { new StringContent("whisper-1"), "model" },
            { new StringContent("es"), "language" },
        };
        using var response = await http.PostAsync(new Uri("/v1/audio/transcriptions", UriKind.Relative), form);
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("text").GetString()!;
    }
}
