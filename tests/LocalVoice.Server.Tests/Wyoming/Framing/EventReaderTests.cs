using System.IO.Pipelines;
using System.Text;
using LocalVoice.Core.Memory;
using LocalVoice.Server.Protocol;
using LocalVoice.Server.Tests.Hosting;
using LocalVoice.Server.Wyoming.Framing;

namespace LocalVoice.Server.Tests.Wyoming.Framing;

public sealed class EventReaderTests
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData("{\"type\":\"ping\"}\n", "ping", "", "")]
    [InlineData("{\"type\":\"ping\",\"data\":{\"text\":\"in\"}}\n", "ping", "in", "")]
    [InlineData("{\"type\":\"ping\",\"data_length\":15}\n{\"text\": \"out\"}", "ping", "out", "")]
    [InlineData("{\"type\":\"ping\",\"data\":{\"text\":\"in\"},\"data_length\":15}\n{\"text\": \"out\"}", "ping", "out", "")]
    [InlineData("{\"type\":\"ping\",\"data\":{\"text\":\"in\"},\"data_length\":8}\n{\"a\": 1}", "ping", "in", "")]
    [InlineData("{\"type\":\"x\",\"data\":null,\"data_length\":null,\"payload_length\":3,\"version\":\"9\"}\r\nabc", "x", "", "abc")]
    [InlineData("{\"type\":\"x\",\"data_length\":11,\"payload_length\":2}\n{\"text\":\"\"}\n\n", "x", "", "\n\n")]
    public async Task An_event_is_a_line_and_what_it_says_that_follows(string wire, string type, string text, string payload)
    {
        using var reader = Read(Encoding.UTF8.GetBytes(wire));

        var read = await reader.ReadAsync(CancellationToken.None);

        Assert.Equal(type, read?.Type);
        Assert.Equal(text, read!.Data["text"].TextOrNull() ?? "");
        Assert.Equal(payload, Encoding.UTF8.GetString(read.Payload.Span));
        Assert.Null(await reader.ReadAsync(CancellationToken.None));
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\n", "invalid_json")]
    [InlineData("\n", "invalid_json")]
    [InlineData("[]\n", "invalid_json")]
    [InlineData("{\"type\":\"a\",\"type\":\"b\"}\n", "invalid_json")]
    [InlineData("{\"data\":{}}\n", "missing_required_parameter")]
    [InlineData("{\"type\":1}\n", "invalid_type")]
    [InlineData("{\"type\":\"a\",\"data\":[]}\n", "invalid_type")]
    [InlineData("{\"type\":\"a\",\"data_length\":\"1\"}\n", "invalid_type")]
    [InlineData("{\"type\":\"a\",\"data_length\":1.5}\n", "invalid_type")]
    [InlineData("{\"type\":\"a\",\"data_length\":-1}\n", "invalid_value")]
    [InlineData("{\"type\":\"a\",\"payload_length\":99999999}\n", "invalid_value")]
    [InlineData("{\"type\":\"a\",\"payload_length\":1e300}\n", "invalid_type")]
    [InlineData("{\"type\":\"a\",\"data_length\":2}\n[]", "invalid_json")]
    [InlineData("{\"type\":\"a\",\"data\":{\"text\":\"\\ud800\"}}\n", "invalid_value")]
    [InlineData("{\"type\":\"a\"", "truncated_event")]
    [InlineData("{\"type\":\"a\",\"data_length\":9}\n{}", "truncated_event")]
    [InlineData("{\"type\":\"a\",\"payload_length\":9}\n{}", "truncated_event")]
    public async Task What_is_no_event_is_named(string wire, string code)
    {
        using var reader = Read(Encoding.UTF8.GetBytes(wire));

        var wrong = await Assert.ThrowsAsync<ProtocolException>(() => reader.ReadAsync(CancellationToken.None).AsTask());

        Assert.Equal(code, wrong.Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    public async Task A_header_without_end_is_not_collected(string end)
    {
        using var reader = Read(Encoding.UTF8.GetBytes($"{{\"type\":\"{new string('a', 70_000)}\"}}{end}"));

        var wrong = await Assert.ThrowsAsync<ProtocolException>(() => reader.ReadAsync(CancellationToken.None).AsTask());

        Assert.Equal("header_too_large", wrong.Code);
    }

    [Fact]
    public async Task However_it_is_cut_it_is_the_same_event()
    {
        var wire = Encoding.UTF8.GetBytes("{\"type\":\"x\",\"data_length\":16,\"payload_length\":4}\n{\"text\": \"cut\"}\nabcd");
        for (var size = 1; size < wire.Length; size++)
        {
            var input = PipeReader.Create(new SlicedStream(wire, size), new(bufferSize: 16, minimumReadSize: 1));
            using var reader = Read(input);

            var read = await reader.ReadAsync(CancellationToken.None);

            Assert.Equal("cut", read!.Data["text"].Text());
            Assert.Equal("abcd", Encoding.UTF8.GetString(read.Payload.Span));
        }
    }

    [Theory]
    [InlineData("{\"type\":")]
    [InlineData("{\"type\":\"x\",\"data_length\":16}\n")]
    [InlineData("{\"type\":\"x\",\"payload_length\":16}\nabc")]
    public async Task An_event_that_does_not_come_to_its_end_is_given_up(string begin)
    {
        var time = new ArmedTime();
        var pipe = new Pipe();
        using var reader = Read(pipe.Reader, time);
        var reading = reader.ReadAsync(CancellationToken.None).AsTask();

        time.Advance(10 * Timeout);
        await pipe.Writer.WriteAsync(Encoding.UTF8.GetBytes(begin), TestContext.Current.CancellationToken);
        await time.ArmedAsync(Timeout);
        time.Advance(Timeout);

        Assert.Equal("request_timeout", (await Assert.ThrowsAsync<ProtocolException>(() => reading)).Code);
    }

    [Fact]
    public async Task An_event_counts_to_the_memory_until_it_was_handled()
    {
        var budget = new MemoryBudget(new() { SessionBytes = 1024 * 1024 });
        var account = budget.Open();
        var wire = "{\"type\":\"x\",\"payload_length\":700000}\n".Select(one => (byte)one).Concat(new byte[700_000]).ToArray();
        using var reader = new EventReader(PipeReader.Create(new([.. wire, .. wire, .. wire])), account, Timeout, TimeProvider.System);

        var first = await reader.ReadAsync(CancellationToken.None);
        Assert.Equal(700_000, budget.Held);
        reader.Release(first!);
        Assert.Equal(0, budget.Held);
        await reader.ReadAsync(CancellationToken.None);

        var wrong = await Assert.ThrowsAsync<ProtocolException>(() => reader.ReadAsync(CancellationToken.None).AsTask());
        Assert.Equal("memory_exceeded", wrong.Code);
    }

    private static EventReader Read(byte[] wire) => Read(PipeReader.Create(new(wire)));

    private static EventReader Read(PipeReader input, TimeProvider? time = null) =>
        new(input, new MemoryBudget(new()).Open(), Timeout, time ?? TimeProvider.System);

    /// <summary>Gives so many bytes at once.</summary>
    private sealed class SlicedStream(byte[] bytes, int size) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(size, buffer.Length)], cancellationToken);
    }
}
