using Google.Protobuf;
using LocalVoice.Engines.Piper.Graph;
using LocalVoice.Onnx.OnnxFormat;

namespace LocalVoice.Engines.Piper.Tests.Graph;

/// <summary>The shape that Piper's exporter gives a VITS voice with several speakers, in a few nodes.</summary>
public sealed class PiperGraphCutTests
{
    private static readonly OnnxNode[] Vits =
    [
        Node("/emb_g/Gather", "Gather", ["emb_g.weight", "sid"], "/emb_g/Gather_output_0"),
        Node("/Unsqueeze", "Unsqueeze", ["/emb_g/Gather_output_0", "axes"], "/Unsqueeze_output_0"),
        Node("/enc_p/emb/Gather", "Gather", ["enc_p.emb.weight", "input"], "/enc_p/emb/Gather_output_0"),
        Node("/Ceil", "Ceil", ["/enc_p/emb/Gather_output_0"], "/Ceil_output_0"),
        Node("/flow/Mul", "Mul", ["/Ceil_output_0", "scales"], "/flow/Mul_output_0"),
        Node("/Mul_7", "Mul", ["/flow/Mul_output_0", "/Unsqueeze_output_0"], "/Mul_7_output_0"),
        Node("/Constant_9", "Constant", [], "/Constant_9_output_0"),
        Node("/dec/conv_pre/Conv", "Conv", ["/Mul_7_output_0", "dec.conv_pre.weight"], "/dec/conv_pre/Conv_output_0"),
        Node("/dec/cond/Conv", "Conv", ["/Unsqueeze_output_0", "dec.cond.weight"], "/dec/cond/Conv_output_0"),
        Node("/dec/Add", "Add", ["/dec/conv_pre/Conv_output_0", "/dec/cond/Conv_output_0"], "/dec/Add_output_0"),
        Node("/dec/Slice", "Slice", ["/dec/Add_output_0", "/Constant_9_output_0"], "/dec/Slice_output_0"),
        Node("/Unsqueeze_5", "Unsqueeze", ["/dec/Slice_output_0", "axes"], "output"),
    ];

    [Fact]
    public void The_boundary_is_what_the_decoder_hears_constants_left_out()
    {
        var cut = PiperGraphCut.Of(Model(Vits))!;
        Assert.Equal(["/Mul_7_output_0", "/Unsqueeze_output_0"], cut.Boundary);
        Assert.Equal("/Ceil_output_0", cut.Durations);
    }

    [Fact]
    public void The_decoder_ends_in_the_output_and_brings_its_constants()
    {
        var decoder = OnnxModelReader.Read(PiperGraphCut.Of(Model(Vits))!.Decoder);
        Assert.Equal(
            ["/Constant_9", "/dec/conv_pre/Conv", "/dec/cond/Conv", "/dec/Add", "/dec/Slice", "/Unsqueeze_5"],
            decoder.Nodes.Select(node => node.Name)
        );
        Assert.Equal(["/Mul_7_output_0", "/Unsqueeze_output_0"], decoder.Inputs.Select(input => input.Name));
        Assert.Equal(["output"], decoder.Outputs.Select(output => output.Name));
        Assert.Equal(["axes", "dec.cond.weight", "dec.conv_pre.weight"], decoder.Initializers.Select(value => value.Name).Order());
    }

    [Fact]
    public void The_encoder_has_the_models_inputs_and_no_part_of_the_decoder()
    {
        var encoder = OnnxModelReader.Read(PiperGraphCut.Of(Model(Vits))!.Encoder);
        Assert.Equal(["input", "scales", "sid"], encoder.Inputs.Select(input => input.Name));
        Assert.DoesNotContain(encoder.Nodes, node => node.Name.StartsWith("/dec/", StringComparison.Ordinal));
        Assert.Equal(["/Mul_7_output_0", "/Unsqueeze_output_0", "/Ceil_output_0"], encoder.Outputs.Select(output => output.Name));
    }

    [Fact]
    public void A_model_without_decoder_names_is_not_cut() =>
        Assert.Null(PiperGraphCut.Of(Model([Node("/a", "Mul", ["input", "scales"], "output")])));

    [Fact]
    public void A_model_whose_output_needs_the_input_behind_the_decoder_is_not_cut() =>
        Assert.Null(PiperGraphCut.Of(Model([.. Vits[..^1], Node("/late", "Mul", ["/dec/Slice_output_0", "scales"], "output")])));

    [Fact]
    public void Two_ceil_nodes_leave_the_durations_unknown() =>
        Assert.Null(PiperGraphCut.Of(Model([Node("/Ceil_1", "Ceil", ["scales"], "/Ceil_1_output_0"), .. Vits]))!.Durations);

    private static OnnxModelFile Model(OnnxNode[] nodes) =>
        new(
            ByteString.Empty,
            nodes,
            [
                .. new[] { "emb_g.weight", "enc_p.emb.weight", "dec.conv_pre.weight", "dec.cond.weight", "axes" }.Select(name =>
                    Named(8, name)
                ),
            ],
            [.. new[] { "input", "scales", "sid" }.Select(name => Named(1, name))],
            [Named(1, "output")]
        );

    private static OnnxNamed Named(int nameField, string name) => new(name, Text(nameField, name));

    private static OnnxNode Node(string name, string op, string[] inputs, string output)
    {
        ByteString[] fields = [.. inputs.Select(input => Text(1, input)), Text(2, output), Text(3, name), Text(4, op)];
        return new OnnxNode(name, op, inputs, [output], ByteString.CopyFrom([.. fields.SelectMany(field => field.ToByteArray())]));
    }

    private static ByteString Text(int field, string text)
    {
        using var bytes = new MemoryStream();
        using (var output = new CodedOutputStream(bytes, leaveOpen: true))
        {
            output.WriteTag(field, WireFormat.WireType.LengthDelimited);
            output.WriteString(text);
        }

        return ByteString.CopyFrom(bytes.ToArray());
    }
}
