using System.Net.WebSockets;
using LocalVoice.Audio;
using LocalVoice.Client.Audio;
using LocalVoice.EndToEnd.Tests.Shutdown;
using LocalVoice.Testing.Audio;

namespace LocalVoice.EndToEnd.Tests.Attacks;

/// <summary>What one client does to the others of the real program, bounded in size.</summary>
public sealed class HostileClientTests(UndisturbedTalk undisturbed, ITestOutputHelper output) : IClassFixture<UndisturbedTalk>
{
    private const int Turns = 3;
    private static readonly TimeSpan InTime = TimeSpan.FromMilliseconds(500);

    [Fact]
    public async Task Forty_commits_of_58_seconds_in_a_row_keep_nobody_waiting()
    {
        using var over = new CancellationTokenSource();
        await using var program = await ServingProgram.StartAsync();
        await using var client = await HostileClient.OpenAsync(program, over.Token);
        var audio = $$"""{"type":"input_audio_buffer.append","audio":"{{Convert.ToBase64String(Speech(TimeSpan.FromSeconds(58)))}}"}""";
        await client.SendAsync(
            """{"type":"session.update","session":{"type":"realtime","audio":{"input":{"turn_detection":null}}}}""",
            over.Token
        );

        var attack = RepeatAsync(
            40,
            async () =>
            {
                await client.SendAsync(audio, over.Token);
                await client.SendAsync("""{"type":"input_audio_buffer.commit"}""", over.Token);
            }
        );

        await AssertNobodyWaitsAsync(program);
        await EndAsync(over, attack);
        Assert.Empty(client.Errors);
    }

    [Fact]
    public async Task The_largest_texts_keep_nobody_waiting_and_larger_ones_are_refused()
    {
        using var over = new CancellationTokenSource();
        await using var program = await ServingProgram.StartAsync();
        var clients = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => HostileClient.OpenAsync(program, over.Token)));

        var attack = Task.WhenAll(
            clients.Select(client =>
                RepeatAsync(
                    40,
                    async () =>
                    {
                        await client.SendAsync(Item(string.Concat(Enumerable.Repeat("</s>", 25_000))), over.Token);
                        await client.SendAsync("""{"type":"response.create"}""", over.Token);
                        await client.SendAsync("""{"type":"response.cancel"}""", over.Token);
                        await client.SendAsync(Item(string.Concat(Enumerable.Repeat("</s>", 200_000))), over.Token);
                    }
                )
            )
        );

        await AssertNobodyWaitsAsync(program);
        await EndAsync(over, attack);
        Assert.All(clients, client => Assert.Contains("string_above_max_length", client.Errors.Keys));
        await Task.WhenAll(clients.Select(client => client.DisposeAsync().AsTask()));
    }

    [Fact]
    public async Task Messages_that_never_end_are_cut_off_and_cost_little()
    {
        const int Clients = 8;
        const int Megabytes = 15;
        // A buffer of 16 MiB and the one that it grew out of, and what the collector has not taken back yet.
        const int MostMiB = 40;
        using var over = new CancellationTokenSource();
        await using var program = await ServingProgram.StartAsync();
        var before = await SettledMiBAsync(program);
        var clients = await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => HostileClient.OpenAsync(program, over.Token)));
        var piece = new byte[1024 * 1024];
        Array.Fill(piece, (byte)' ');

        var attack = Task.WhenAll(clients.Select(client => RepeatAsync(Megabytes, () => client.SendAsync(piece, last: false, over.Token))));

        await AssertNobodyWaitsAsync(program);
        AssertGrownBy(Clients * MostMiB, program, before);
        await Task.WhenAll(clients.Select(client => client.Closed.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System, over.Token)));
        Assert.All(clients, client => Assert.Equal(WebSocketCloseStatus.PolicyViolation, client.CloseStatus));
        await EndAsync(over, attack);
        await Task.WhenAll(clients.Select(client => client.DisposeAsync().AsTask()));
    }

    [Fact]
    public async Task Items_of_15_MB_are_refused_and_not_kept()
    {
        using var over = new CancellationTokenSource();
        await using var program = await ServingProgram.StartAsync();
        var before = await SettledMiBAsync(program);
        await using var client = await HostileClient.OpenAsync(program, over.Token);
        const int Items = 60;
        const int ItemMiB = 15;
        var item = Item(new string('a', ItemMiB * 1024 * 1024));

        var attack = RepeatAsync(Items, () => client.SendAsync(item, over.Token));

        await AssertNobodyWaitsAsync(program);
        await attack;
        AssertGrownBy(Items * ItemMiB / 3, program, before);
        Assert.Equal(["message_too_long"], client.Errors.Keys);
    }

    [Fact]
    public async Task A_recording_in_one_event_is_taken_though_its_client_waits_longer_than_a_ping_may()
    {
        using var over = new CancellationTokenSource();
        await using var program = await ServingProgram.StartAsync(
            "--LocalVoice:Connection:KeepAliveInterval=00:00:01",
            "--LocalVoice:Pipeline:Input:Burst=00:00:01"
        );
        await using var client = await HostileClient.OpenAsync(program, over.Token);
        await client.SendAsync(
            """{"type":"session.update","session":{"type":"realtime","audio":{"input":{"turn_detection":null}}}}""",
            over.Token
        );

        // Nine seconds beyond the burst take six; a ping after one, and one for its answer, which is behind the commit.
        var audio = $$"""{"type":"input_audio_buffer.append","audio":"{{Convert.ToBase64String(Speech(TimeSpan.FromSeconds(10)))}}"}""";
        await client.SendAsync(audio, over.Token);
        await client.SendAsync("""{"type":"input_audio_buffer.commit"}""", over.Token);

        var committed = client.Told.GetOrAdd("input_audio_buffer.committed", _ => new()).ReachesAsync(1);
        Assert.Equal(committed, await Task.WhenAny(committed, client.Closed));
        await committed;
        await over.CancelAsync();
    }

    /// <summary>Resident once it has talked: what the first turns take stays, and is nobody's attack.</summary>
    private static async Task<double> SettledMiBAsync(ServingProgram program)
    {
        await Bystander.TalkAsync(program, turns: 2);
        return program.ResidentMiB;
    }

    /// <summary>On a machine that others use as well, twice the undisturbed wait may be more than half a second.</summary>
    private async Task AssertNobodyWaitsAsync(ServingProgram program)
    {
        var wait = await Bystander.TalkAsync(program, Turns);
        output.WriteLine(
            $"voice to voice of the bystander: {wait.TotalMilliseconds:0} ms, before {undisturbed.VoiceToVoice.TotalMilliseconds:0} ms"
        );
        Assert.InRange(wait, TimeSpan.Zero, InTime > 2 * undisturbed.VoiceToVoice ? InTime : 2 * undisturbed.VoiceToVoice);
    }

    /// <summary>The most by which its memory has grown, in MiB.</summary>
    private void AssertGrownBy(double most, ServingProgram program, double before)
    {
        output.WriteLine($"resident: {program.ResidentMiB:0} MiB, before {before:0} MiB");
        Assert.InRange(program.ResidentMiB - before, -100, most);
    }

    private static async Task RepeatAsync(int times, Func<Task> attack)
    {
        for (var i = 0; i < times; i++)
        {
            await attack();
        }
    }

    private static async Task EndAsync(CancellationTokenSource over, Task attack)
    {
        await over.CancelAsync();
        await attack.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static string Item(string text)
    {
        var content = $$"""[{"type":"input_text","text":"{{text}}"}]""";
        return $$$"""{"type":"conversation.item.create","item":{"type":"message","role":"user","content":{{{content}}}}}""";
    }

    /// <summary>PCM16 at 24 kHz, one question after another.</summary>
    private static byte[] Speech(TimeSpan duration)
    {
        var question = WaveFile.Load(SpokenSamples.CapitalOfItaly.FilePath).At(24_000).Samples;
        var samples = new short[(int)(duration.TotalSeconds * 24_000)];
        for (var i = 0; i < samples.Length; i++)
        {
            samples[i] = question.Span[i % question.Length];
        }

        var encoded = new byte[samples.Length * sizeof(short)];
        Pcm16.Encode(samples, encoded);
        return encoded;
    }
}
