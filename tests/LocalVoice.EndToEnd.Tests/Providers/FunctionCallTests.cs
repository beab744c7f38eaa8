using LocalVoice.Cli.Hosting;
using LocalVoice.Client.Providers;
using LocalVoice.Server.Composition;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace LocalVoice.EndToEnd.Tests.Providers;

#pragma warning disable MEAI001 // What is tested.

/// <summary>A function of the client's, called by a real server whose model calls what the test says.</summary>
public sealed class FunctionCallTests
{
    private static CancellationToken Soon => new CancellationTokenSource(TimeSpan.FromSeconds(60)).Token;

    [Fact]
    public async Task A_function_is_called_and_its_result_is_answered_by_voice()
    {
        using var model = new CallingModel(
            new("call_of_the_model", "light", new Dictionary<string, object?> { ["room"] = "cocina" }),
            "Hecho, la luz de la cocina."
        );
        await using var server = await LocalServer.StartAsync(
            builder =>
                builder
                    .Services.AddLocalEngines(builder.Configuration)
                    .AddVoicePipeline(builder.Configuration)
                    .AddSingleton<IChatClient>(model),
            CancellationToken.None
        );
        var rooms = new List<string>();
        var light = AIFunctionFactory.Create(
            (string room) =>
            {
                rooms.Add(room);
                return "on";
            },
            "light",
            "Turns on a light."
        );
        using var client = new LocalVoiceRealtimeClient(server.Root, server.Key, model: "es");
        await using var session = await client.CreateSessionAsync(
            new()
            {
                Tools = [light],
                ToolMode = ChatToolMode.Auto,
                VoiceActivityDetection = new() { Enabled = false },
            },
            Soon
        );

        await session.SendAsync(new CreateConversationItemRealtimeClientMessage(new([new TextContent("Enciende la luz.")])), Soon);
        await session.SendAsync(new CreateResponseRealtimeClientMessage { ToolMode = ChatToolMode.RequireSpecific("light") }, Soon);
        var call = await CallAsync(session);
        var result = await light.InvokeAsync(new(call.Arguments), Soon);
        await session.SendAsync(
            new CreateConversationItemRealtimeClientMessage(new([new FunctionResultContent(call.CallId, result)])),
            Soon
        );
        await session.SendAsync(new CreateResponseRealtimeClientMessage { ToolMode = ChatToolMode.None }, Soon);
        var words = await WordsAsync(session);

        Assert.Equal(("light", "cocina"), (call.Name, Assert.Single(rooms)));
        Assert.Equal("Hecho, la luz de la cocina.", words);
        var (asked, answered) = (model.Requests[0], model.Requests[1]);
        var offered = Assert.IsAssignableFrom<AIFunctionDeclaration>(Assert.Single(asked.Options!.Tools!));
        Assert.Equal(("light", "Turns on a light."), (offered.Name, offered.Description));
        Assert.Equal("light", Assert.IsType<RequiredChatToolMode>(asked.Options.ToolMode).RequiredFunctionName);
        Assert.Contains("""light({"room":"cocina"})""", answered.Prompt, StringComparison.Ordinal);
        Assert.Contains($"{call.CallId} = on", answered.Prompt, StringComparison.Ordinal);
    }

    /// <summary>The call of a response that does nothing else.</summary>
    private static async Task<FunctionCallContent> CallAsync(IRealtimeClientSession session)
    {
        var calls = new List<FunctionCallContent>();
        await foreach (var message in session.GetStreamingResponseAsync(Soon))
        {
            if (message is ResponseOutputItemRealtimeServerMessage item && item.Type == RealtimeServerMessageType.ResponseOutputItemDone)
            {
                calls.AddRange(item.Item!.Contents.OfType<FunctionCallContent>());
            }

            if (message.Type == RealtimeServerMessageType.ResponseDone)
            {
                break;
            }
        }

        return Assert.Single(calls);
    }

    private static async Task<string> WordsAsync(IRealtimeClientSession session)
    {
        var words = "";
        await foreach (var message in session.GetStreamingResponseAsync(Soon))
        {
            words +=
                message.Type == RealtimeServerMessageType.OutputAudioTranscriptionDelta
                    ? ((OutputTextAudioRealtimeServerMessage)message).Text
                    : "";
            if (message.Type == RealtimeServerMessageType.ResponseDone)
            {
                break;
            }
        }

        return words.Trim();
    }
}
