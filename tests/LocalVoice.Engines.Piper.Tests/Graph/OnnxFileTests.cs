using LocalVoice.Onnx.Sessions;
using LocalVoice.Testing.Files;

namespace LocalVoice.Engines.Piper.Tests.Graph;

/// <summary>What ONNX Runtime is given, and what not.</summary>
public sealed class OnnxFileTests
{
    private const int ModelGraph = 7;
    private const int GraphNode = 1;
    private const int NodeAttribute = 5;
    private const int AttributeGraph = 6;

    [Fact]
    public void The_starter_voice_has_a_graph() => Assert.NotEmpty(OnnxSession.Read(Repository.StarterModel("starter-voice.onnx")));

    [Fact]
    public void A_file_that_breaks_off_or_is_of_another_kind_is_refused_with_what_to_do()
    {
        var model = File.ReadAllBytes(Repository.StarterModel("starter-voice.onnx"));
        byte[][] broken = [model[..100], model[..(model.Length / 2)], model[..^1], [.. "<html>Not found</html>"u8], [8, 1]];

        Assert.All(broken, content => Assert.Contains("is no ONNX model, or not whole", Refusal(content), StringComparison.Ordinal));
    }

    [Fact]
    public void A_file_whose_graphs_are_nested_without_end_does_not_exhaust_the_stack()
    {
        byte[] graph = [];
        for (var depth = 0; depth < 1_000; depth++)
        {
            graph = Field(GraphNode, Field(NodeAttribute, Field(AttributeGraph, graph)));
        }

        Assert.Contains("nests graphs", Refusal(Field(ModelGraph, graph)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_pipe_is_refused_without_waiting_for_it()
    {
        using var pipe = NamedPipe.TryCreate();
        Assert.SkipWhen(pipe is null, "this system has no named pipes");

        Assert.Contains(
            "no regular file",
            Assert.Throws<EngineException>(() => OnnxSession.Read(pipe.Path)).Message,
            StringComparison.Ordinal
        );
    }

    private static byte[] Field(int number, byte[] content)
    {
        var field = new List<byte> { (byte)((number << 3) | 2) };
        var length = content.Length;
        for (; length > 127; length >>= 7)
        {
            field.Add((byte)(0x80 | (length & 0x7f)));
        }

        field.Add((byte)length);
        return [.. field, .. content];
    }

    private static string Refusal(byte[] content)
    {
        using var file = new TemporaryFile("onnx");
        File.WriteAllBytes(file.Path, content);
        var message = Assert.Throws<EngineException>(() => OnnxSession.Read(file.Path)).Message;
        Assert.Contains(file.Path, message, StringComparison.Ordinal);
        return message;
    }
}
