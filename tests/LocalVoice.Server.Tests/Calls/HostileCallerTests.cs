using System.Net;
using System.Net.Http.Headers;
using System.Text;
using LocalVoice.Core.Sessions;
using LocalVoice.Server.Tests.Hosting;
using LocalVoice.Testing.Calls;
using Microsoft.Extensions.Time.Testing;

namespace LocalVoice.Server.Tests.Calls;

/// <summary>Callers with a right key who send what they should not, or never come.</summary>
public sealed class HostileCallerTests
{
    private const int Places = 3;
    private static readonly string[] OnePlace = ["--LocalVoice:Admission:MaxSessions", "1"];

    public static TheoryData<string, HttpStatusCode, string> Bodies =>
        new()
        {
            { "form without boundary", HttpStatusCode.BadRequest, "invalid_form" },
            { "form cut off", HttpStatusCode.BadRequest, "invalid_form" },
            { "form of 5000 parts", HttpStatusCode.BadRequest, "invalid_form" },
            { "form whose part has 5000 headers", HttpStatusCode.BadRequest, "invalid_form" },
            { "form with a name of 5000 characters", HttpStatusCode.BadRequest, "missing_required_parameter" },
            { "form without end", HttpStatusCode.RequestEntityTooLarge, "message_too_long" },
            { "session of 100 levels", HttpStatusCode.BadRequest, "invalid_json" },
            { "session that is a list", HttpStatusCode.BadRequest, "invalid_json" },
            { "session with a field twice", HttpStatusCode.BadRequest, "invalid_json" },
            { "offer of 100000 lines", HttpStatusCode.BadRequest, "invalid_sdp" },
            { "offer of 10000 candidates", HttpStatusCode.BadRequest, "invalid_sdp" },
            { "offer of 40 sections", HttpStatusCode.BadRequest, "invalid_sdp" },
            { "offer of random bytes", HttpStatusCode.BadRequest, "invalid_sdp" },
        };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task A_body_that_is_a_trap_is_refused_and_takes_no_place(string body, HttpStatusCode status, string code)
    {
        await using var server = await CallServer.StartAsync(OnePlace);
        using var response = await server.SendAsync(Body(body), "/v1/realtime/calls");

        Assert.Equal((status, code), (response.StatusCode, (await CallServer.ErrorOfAsync(response)).Text("code")));
        await server.CallAsync();
    }

    [Fact]
    public async Task Callers_who_never_come_give_their_places_back_after_10_s()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var server = await RunningServer.StartAsync(
            time,
            "--LocalVoice:Admission:MaxSessions",
            $"{Places}",
            "--LocalVoice:WebRtc:Port",
            "0"
        );
        using var http = new HttpClient();
        for (var round = 0; round < 2; round++)
        {
            await TakeAllPlacesAsync(server, http);
            for (var i = 0; i < 20; i++)
            {
                using var full = await OfferAsync(server, http);
                Assert.Equal(HttpStatusCode.ServiceUnavailable, full.StatusCode);
            }

            time.Advance(TimeSpan.FromSeconds(10));
            for (var i = 0; i < Places; i++)
            {
                var session = await server.Sessions.Opened.ReadAsync(TestClient.EventTimeout());
                await session.Disposed.WaitAsync(TestClient.EventTimeout());
            }
        }
    }

    [Fact]
    public async Task Calls_that_are_begun_and_hung_up_leave_nothing_behind()
    {
        await using var server = await CallServer.StartAsync(OnePlace);
        for (var i = 0; i < 50; i++)
        {
            using var response = await UntilOpenAsync(() => server.PostAsync(Offers.Chromium));
            var transport = await server.Network.Accepted.ReadAsync(TestClient.EventTimeout());
            var session = await server.Server.Sessions.Opened.ReadAsync(TestClient.EventTimeout());
            await server.Channels.Created.ReadAsync(TestClient.EventTimeout());
            using (await server.SendAsync(null, $"{response.Headers.Location}/hangup")) { }

            await session.Disposed.WaitAsync(TestClient.EventTimeout());
            await transport.Disposed.WaitAsync(TestClient.EventTimeout());
        }
    }

    [Fact]
    public async Task Events_that_are_none_are_told_one_by_one_and_the_next_right_one_is_executed()
    {
        string[] wrong =
        [
            "nonsense",
            "[1]",
            "\0",
            "{}",
            """{"type":"no.such.event"}""",
            string.Concat(Enumerable.Repeat("""{"a":""", 100)),
        ];
        await using var server = await CallServer.StartAsync();
        var call = await server.CallAsync();
        for (var i = 0; i < 600; i++)
        {
            call.Channel.Write(wrong[i % wrong.Length]);
        }

        call.Channel.Write("""{"type":"session.update","session":{"instructions":"Be kind."}}""");

        for (var i = 0; i < 600; i++)
        {
            await call.ExpectAsync("error");
        }

        await call.ExpectAsync("session.updated");
        Assert.IsType<UpdateSettings>(await call.Session.Commands.ReadAsync(TestClient.EventTimeout()));
    }

    [Fact]
    public async Task Channels_beside_that_of_the_events_are_dropped_while_it_is_read()
    {
        await using var server = await CallServer.StartAsync();
        using var response = await server.PostAsync(Offers.Chromium);
        var channels = await server.Channels.Created.ReadAsync(TestClient.EventTimeout());
        var events = channels.Open("oai-events");
        (await server.Network.Accepted.ReadAsync(TestClient.EventTimeout())).Connect();
        _ = await events.Sent.ReadAsync(TestClient.EventTimeout());

        foreach (var label in (string[])["other", "oai-events"])
        {
            await channels.Open(label).Ignored.WaitAsync(TestClient.EventTimeout());
        }

        Assert.False(events.Ignored.IsCompleted);
    }

    private static async Task TakeAllPlacesAsync(RunningServer server, HttpClient http)
    {
        for (var i = 0; i < Places; i++)
        {
            using var taken = await UntilOpenAsync(() => OfferAsync(server, http));
        }
    }

    /// <summary>A session that has ended has left a moment later.</summary>
    private static async Task<HttpResponseMessage> UntilOpenAsync(Func<Task<HttpResponseMessage>> offer)
    {
        var patience = TestClient.EventTimeout();
        while (true)
        {
            var response = await offer();
            if (response.StatusCode == HttpStatusCode.Created)
            {
                return response;
            }

            var error = await CallServer.ErrorOfAsync(response);
            Assert.SkipWhen(error.Text("code") == "calls_unavailable", error.Text("message")!);
            Assert.Equal("server_full", error.Text("code"));
            response.Dispose();
            patience.ThrowIfCancellationRequested();
        }
    }

    private static Task<HttpResponseMessage> OfferAsync(RunningServer server, HttpClient http) =>
        http.PostAsync(
            new Uri(server.Address, "/v1/realtime/calls"),
            new StringContent(Offers.Chromium, new MediaTypeHeaderValue("application/sdp")),
            TestClient.EventTimeout()
        );

    private static HttpContent Body(string kind) =>
        kind switch
        {
            "form without boundary" => Text("multipart/form-data", "--b\r\n\r\n"),
            "form cut off" => Form(Part("sdp", Offers.Chromium)[..200], end: ""),
            "form of 5000 parts" => Form(Repeat(Part("x", ""), 5_000)),
            "form whose part has 5000 headers" => Form("--b\r\n" + Repeat("X-A: b\r\n", 5_000) + "\r\n\r\n"),
            "form with a name of 5000 characters" => Form(Part(new string('x', 5_000), "")),
            "form without end" => Unmeasured("multipart/form-data; boundary=b", Part("sdp", new string('x', 530 * 1024))),
            "session of 100 levels" => Session(Repeat("""{"a":""", 100) + "1" + new string('}', 100)),
            "session that is a list" => Session("[]"),
            "session with a field twice" => Session("""{"model":"en","model":"ca"}"""),
            "offer of 100000 lines" => Sdp("v=0\r\n" + Repeat("a=\r\n", 100_000)),
            "offer of 10000 candidates" => Sdp(Offers.Chromium + Repeat("a=candidate:1 1 udp 1 192.0.2.1 9 typ host\r\n", 10_000)),
            "offer of 40 sections" => Sdp(Offers.Chromium + Repeat("m=audio 9 UDP/TLS/RTP/SAVPF 0\r\n", 40)),
            "offer of random bytes" => Random(),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such body."),
        };

    private static StringContent Sdp(string text) => Text("application/sdp", text);

    private static StringContent Session(string json) => Form(Part("sdp", Offers.Chromium) + Part("session", json));

    private static StringContent Form(string parts, string end = "--b--\r\n") => Text("multipart/form-data; boundary=b", parts + end);

    private static string Part(string name, string content) =>
        $"--b\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{content}\r\n";

    private static StringContent Text(string type, string text) => new(text, MediaTypeHeaderValue.Parse(type));

    /// <summary>Sent in chunks, whose sum nobody knows before.</summary>
    private static StreamContent Unmeasured(string type, string text)
    {
        var content = new StreamContent(new UnmeasuredStream(Encoding.UTF8.GetBytes(text)));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        return content;
    }

    private static ByteArrayContent Random()
    {
        var bytes = new byte[20_000];
        new Random(1).NextBytes(bytes);
        return new(bytes) { Headers = { ContentType = new("application/sdp") } };
    }

    private static string Repeat(string text, int times) => string.Concat(Enumerable.Repeat(text, times));

    private sealed class UnmeasuredStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
