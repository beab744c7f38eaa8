using System.ClientModel.Primitives;
using System.Text.Json;
using LocalVoice.Testing.Files;
using OpenAI.Realtime;

namespace LocalVoice.Server.Tests.Hosting;

/// <summary>
/// The reader of OpenAI's own package: an event that it cannot read is one that its users never get. Every event that a test
/// receives goes through it, and is kept for the readers of other packages where <see cref="Variable"/> names a file. Thread-safe.
/// </summary>
internal static class StockReader
{
    /// <summary>Environment variable: the file that gets the events, one JSON object a line.</summary>
    public const string Variable = "LOCALVOICE_TEST_EVENTS";

    private static readonly Lock Keeping = new();
    private static readonly string? Kept = Environment.GetEnvironmentVariable(Variable);

    /// <summary>What the package makes of an event.</summary>
    public static RealtimeServerUpdate Read(ReadOnlyMemory<byte> json)
    {
        var read = ModelReaderWriter.Read<RealtimeServerUpdate>(BinaryData.FromBytes(json));
        Assert.NotNull(read);
        return read;
    }

    /// <summary>Fails where the package cannot read the event, or does not know it.</summary>
    public static void Require(ReadOnlyMemory<byte> json)
    {
        if (Kept is not null)
        {
            Keep(json.Span);
        }

        try
        {
            Assert.StartsWith("RealtimeServerUpdate", Read(json).GetType().Name, StringComparison.Ordinal);
        }
        catch (Exception failure) when (failure is FormatException or InvalidOperationException or KeyNotFoundException or JsonException)
        {
            Assert.Fail($"The stock package cannot read {System.Text.Encoding.UTF8.GetString(json.Span)}: {failure.Message}");
        }
    }

    private static void Keep(ReadOnlySpan<byte> json)
    {
        lock (Keeping)
        {
            using var file = new FileStream(Path.Combine(Repository.Root, Kept!), FileMode.Append);
            file.Write(json);
            file.WriteByte((byte)'\n');
        }
    }
}
