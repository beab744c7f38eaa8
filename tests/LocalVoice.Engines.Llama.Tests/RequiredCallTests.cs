using System.Text.Json;
using Json.Schema;
using LocalVoice.Engines.Llama.Tests.Calls;
using LocalVoice.Engines.Llama.Tests.Fakes;
using Microsoft.Extensions.AI;

namespace LocalVoice.Engines.Llama.Tests;

/// <summary>Calls that llama.cpp's grammar holds to their schemas; the real model knows none of these functions.</summary>
public sealed class RequiredCallTests
{
    private const string Request = "Enciende la luz del salón.";

    [Theory]
    [InlineData("""{"type":"object","properties":{"minutes":{"type":"integer"}},"required":["minutes"]}""")]
    [InlineData("""{"type":"object","properties":{"color":{"enum":["azul \"claro\"","verde\\","ñandú"]}},"required":["color"]}""")]
    [InlineData("""{"type":"object","properties":{"on":{"type":["boolean","null"]},"level":{"type":"integer"}}}""")]
    [InlineData(
        """{"type":"object","properties":{"a":{"type":"object","properties":{"b":{"const":7}},"required":["b"]}},"required":["a"]}"""
    )]
    [InlineData(
        """{"properties":{"l":{"type":"array","minItems":2,"maxItems":3,"items":{"anyOf":[{"const":1},{"const":2}]}}},"required":["l"]}"""
    )]
    [InlineData("""{"type":"object","properties":{}}""")]
    public async Task A_required_call_fits_its_schema_whatever_the_model_would_write(string schema)
    {
        foreach (var template in (string[])["", "llama3", "mistral-v3", "mistral-v7-tekken"])
        {
            using var client = StarterChat.Client(options => options.Template = template);

            var call = await CallAsync(client, schema);

            Assert.Equal("f", call.Name);
            Assert.Null(call.Exception);
            var arguments = JsonSerializer.SerializeToElement(call.Arguments);
            Assert.True(JsonSchema.FromText(schema).Evaluate(arguments).IsValid, $"{template}: {arguments}");
        }
    }

    [Fact]
    public async Task Only_a_function_that_is_offered_can_be_called_where_one_is_required()
    {
        using var client = StarterChat.Client();
        var options = new ChatOptions
        {
            Tools =
            [
                SampleTools.Declare(
                    "open",
                    "Opens it.",
                    """{"type":"object","properties":{"door":{"enum":["front","back"]}},"required":["door"]}"""
                ),
                SampleTools.Declare("ring", "Rings.", """{"type":"object","properties":{}}"""),
            ],
            ToolMode = ChatToolMode.RequireAny,
            AllowMultipleToolCalls = false,
        };

        var response = await client.GetResponseAsync(StarterChat.Ask(Request), options);

        var told = Streams.Told(response.Messages.SelectMany(message => message.Contents));
        Assert.Contains(told, (string[])["""open{"door": "front"}""", """open{"door": "back"}""", "ring{}"]);
    }

    [Theory]
    [InlineData(true, "set_timer{\"minutes\": ")]
    [InlineData(false, """set_timer{"room": "salón", "on": true}""")]
    public async Task Without_the_constraint_the_model_writes_what_it_likes(bool constrained, string beginning)
    {
        using var client = StarterChat.Client(options => options.ConstrainRequiredCalls = constrained);
        var options = new ChatOptions { Tools = [SampleTools.Light, SampleTools.Timer] };
        options.ToolMode = ChatToolMode.RequireSpecific("set_timer");

        var response = await client.GetResponseAsync(StarterChat.Ask(Request), options);

        Assert.StartsWith(beginning, Streams.Told(response.Messages[0].Contents), StringComparison.Ordinal);
    }

    private static async Task<FunctionCallContent> CallAsync(LlamaChatClient client, string schema)
    {
        var options = new ChatOptions { Tools = [SampleTools.Declare("f", "Does it.", schema)], ToolMode = ChatToolMode.RequireAny };
        var response = await client.GetResponseAsync(StarterChat.Ask(Request), options);
        return Assert.IsType<FunctionCallContent>(Assert.Single(Assert.Single(response.Messages).Contents));
    }
}
