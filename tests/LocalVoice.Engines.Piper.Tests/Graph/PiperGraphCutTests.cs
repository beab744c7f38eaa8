using Google.Protobuf;
using LocalVoice.Engines.Piper.Graph;
using LocalVoice.Onnx.OnnxFormat;
using static LocalVoice.Engines.Piper.Tests.Graph.OnnxParts;

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
        Node("/Mul_6", "Mul", ["/Ceil_output_0", "scales"], "/Mul_6_output_0"),
        Node("/Add", "Add", ["/enc_p/emb/Gather_output_0", "/Mul_6_output_0"], "/Add_output_0"),
        Node("/flow/Constant", "Constant", [], "/flow/Constant_output_0"),
        Node("/flow/Slice", "Slice", ["/Add_output_0", "/flow/Constant_output_0"], "/flow/Slice_output_0"),
        Node("/flow/cond/Conv", "Conv", ["/Unsqueeze_output_0", "flow.cond.weight"], "/flow/cond/Conv_output_0"),
        Node("Add_5604", "Add", ["/flow/Slice_output_0", "/flow/cond/Conv_output_0"], "input.376"),
        Node("/flow/Conv", "Conv", ["input.376", "flow.weight"], "/flow/Conv_output_0"),
        Node("/Mul_7", "Mul", ["/flow/Conv_output_0", "/Mul_6_output_0"], "/Mul_7_output_0"),
        Node("/Constant_9", "Constant", [], "/Constant_9_output_0"),
        Node("/dec/conv_pre/Conv", "Conv", ["/Mul_7_output_0", "dec.conv_pre.weight"], "/dec/conv_pre/Conv_output_0"),
        Node("/dec/cond/Conv", "Conv", ["/Unsqueeze_output_0", "dec.cond.weight"], "/dec/cond/Conv_output_0"),
        Node("/dec/Add", "Add", ["/dec/conv_pre/Conv_output_0", "/dec/cond/Conv_output_0"], "/dec/Add_output_0"),
        Node("/dec/Slice", "Slice", ["/dec/Add_output_0", "/Constant_9_output_0"], "/dec/Slice_output_0"),
        Node("/Unsqueeze_5", "Unsqueeze", ["/dec/Slice_output_0", "axes"], "output"),
    ];

    [Fact]
    public void The_boundary_is_what_the_decoder_hears_constants_left_out() =>
        Assert.All(
            PiperGraphCut.Of(Model(Vits)),
            cut =>
            {
                Assert.Equal(["/Mul_7_output_0", "/Unsqueeze_output_0"], cut.Boundary);
                Assert.Equal("/Ceil_output_0", cut.Durations);
            }
        );

    [Fact]
    public void The_decoder_ends_in_the_output_and_brings_its_constants()
    {
        var decoder = OnnxModelReader.Read(InTwo(Vits).Decoder);
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
        var encoder = OnnxModelReader.Read(InTwo(Vits).Encoder);
        Assert.Equal(["input", "scales", "sid"], encoder.Inputs.Select(input => input.Name));
        Assert.DoesNotContain(encoder.Nodes, node => node.Name.StartsWith("/dec/", StringComparison.Ordinal));
        Assert.Equal(["/Mul_7_output_0", "/Unsqueeze_output_0", "/Ceil_output_0"], encoder.Outputs.Select(output => output.Name));
    }

    [Fact]
    public void The_flow_reaches_to_the_decoder_with_its_nodes_of_other_names()
    {
        var cut = InThree(Vits);
        var flow = OnnxModelReader.Read(cut.Flow!);
        Assert.Equal(
            ["/flow/Constant", "/flow/Slice", "/flow/cond/Conv", "Add_5604", "/flow/Conv", "/Mul_7"],
            flow.Nodes.Select(node => node.Name)
        );
        Assert.Equal(["/Add_output_0", "/Unsqueeze_output_0", "/Mul_6_output_0"], cut.FlowInputs);
        Assert.Equal(cut.FlowInputs, flow.Inputs.Select(input => input.Name));
        Assert.Equal(["/Mul_7_output_0"], flow.Outputs.Select(output => output.Name));
        Assert.Equal(["flow.cond.weight", "flow.weight"], flow.Initializers.Select(value => value.Name).Order());
    }

    [Fact]
    public void The_encoder_before_a_flow_has_what_flow_and_decoder_read_and_no_part_of_them()
    {
        var encoder = OnnxModelReader.Read(InThree(Vits).Encoder);
        Assert.DoesNotContain(encoder.Nodes, node => node.Name.StartsWith("/flow/", StringComparison.Ordinal) || node.Name == "Add_5604");
        Assert.Equal(
            ["/Add_output_0", "/Unsqueeze_output_0", "/Mul_6_output_0", "/Ceil_output_0"],
            encoder.Outputs.Select(output => output.Name)
        );
    }

    [Fact]
    public void A_model_without_a_flow_is_cut_in_two() =>
        Assert.Null(Assert.Single(PiperGraphCut.Of(Model([.. Vits.Select(node => Renamed(node, "/flow/", "/enc/"))]))).Flow);

    [Theory]
    [InlineData("RandomNormalLike", "/flow/Slice_output_0")]
    [InlineData("Mul", "scales")]
    public void A_flow_with_chance_or_with_an_input_of_the_model_is_left_to_the_encoder(string op, string read)
    {
        var place = Array.FindIndex(Vits, node => node.Name == "/flow/Conv");
        OnnxNode[] nodes =
        [
            .. Vits[..place],
            Node("/flow/Extra", op, [read], "extra"),
            Node("/flow/Conv", "Conv", ["input.376", "extra"], "/flow/Conv_output_0"),
            .. Vits[(place + 1)..],
        ];
        Assert.Null(Assert.Single(PiperGraphCut.Of(Model(nodes))).Flow);
    }

    [Fact]
    public void A_flow_that_decides_the_durations_is_left_to_the_encoder()
    {
        var place = Array.FindIndex(Vits, node => node.Name == "/Ceil");
        OnnxNode[] nodes =
        [
            .. Vits[..place],
            Node("/flow/First", "Exp", ["/enc_p/emb/Gather_output_0"], "first"),
            Node("/Ceil", "Ceil", ["first"], "/Ceil_output_0"),
            .. Vits[(place + 1)..],
        ];
        Assert.Null(Assert.Single(PiperGraphCut.Of(Model(nodes))).Flow);
    }

    [Fact]
    public void A_model_without_decoder_names_is_not_cut() =>
        Assert.Empty(PiperGraphCut.Of(Model([Node("/a", "Mul", ["input", "scales"], "output")])));

    [Fact]
    public void A_model_whose_output_needs_the_input_behind_the_decoder_is_not_cut() =>
        Assert.Empty(PiperGraphCut.Of(Model([.. Vits[..^1], Node("/late", "Mul", ["/dec/Slice_output_0", "scales"], "output")])));

    [Fact]
    public void Two_ceil_nodes_leave_the_durations_unknown() =>
        Assert.Null(InTwo([Node("/Ceil_1", "Ceil", ["scales"], "/Ceil_1_output_0"), .. Vits]).Durations);

    private static PiperGraphCut InTwo(OnnxNode[] nodes) => PiperGraphCut.Of(Model(nodes)).Single(cut => cut.Flow is null);

    private static PiperGraphCut InThree(OnnxNode[] nodes) => PiperGraphCut.Of(Model(nodes)).First(cut => cut.Flow is not null);

    private static OnnxNode Renamed(OnnxNode node, string from, string to) =>
        node with
        {
            Name = node.Name.Replace(from, to, StringComparison.Ordinal),
        };

    private static OnnxModelFile Model(OnnxNode[] nodes) =>
        new(
            ByteString.Empty,
            nodes,
            [
                .. new[]
                {
                    "emb_g.weight",
                    "enc_p.emb.weight",
                    "dec.conv_pre.weight",
                    "dec.cond.weight",
                    "flow.cond.weight",
                    "flow.weight",
                    "axes",
                }.Select(name => Named(8, name)),
            ],
            [.. new[] { "input", "scales", "sid" }.Select(name => Named(1, name))],
            [Named(1, "output")]
        );
}
