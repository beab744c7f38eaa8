using LocalVoice.Core.Sessions;
using LocalVoice.Core.Tools;
using LocalVoice.Testing.Fakes;
using LocalVoice.Tools;

namespace LocalVoice.Core.Tests.SessionLoop.Tools;

/// <summary>Calls of another server's tools that the client must approve.</summary>
public sealed class ApprovalScenarios
{
    private static readonly ToolServer City = new("city", new(new("https://tools.example/mcp"), []));

    [Fact]
    public async Task A_call_waits_until_the_client_approves_it_and_then_the_agent_goes_on()
    {
        await using var call = await RemoteToolScenarios.BeginAsync(RemoteToolScenarios.With(City));
        var request = await AskAsync(call);

        var begun = await call.CommandAsync<RemoteCallBegun>(Answer(request, approve: true));
        var ended = await call.ExpectAsync<ResponseEnded>();

        Assert.Equal(("city", "book", """{"city":"Elx"}"""), (request.ServerLabel, request.ToolName, request.Arguments));
        Assert.Equal(request.Id, begun.Item.ApprovalRequestId);
        Assert.Equal("Hecho.", ended.Text);
        Assert.Equal(
            """
            assistant: book({"city":"Elx"})
            tool: c1 = {"sky":"clear"}
            """,
            call.Chat.Requests[^1].Prompt
        );
    }

    [Fact]
    public async Task A_call_that_the_client_refuses_does_not_run_and_the_model_is_told_why()
    {
        await using var call = await RemoteToolScenarios.BeginAsync(RemoteToolScenarios.With(City));
        var request = await AskAsync(call);

        await call.CommandAsync<ResponseEnded>(Answer(request, approve: false, "Hoy no."));

        Assert.Empty(call.ToolServers.Called);
        Assert.EndsWith("c1 = error: The user did not allow this call. Hoy no.", call.Chat.Requests[^1].Prompt, StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_nobody_answers_the_model_is_told_that_the_call_waits()
    {
        await using var call = await RemoteToolScenarios.BeginAsync(RemoteToolScenarios.With(City));
        await AskAsync(call);

        await call.CommandAsync<ResponseEnded>(new CreateResponse(new()));

        Assert.EndsWith("c1 = {\"status\":\"waiting for the user's approval\"}", call.Chat.Requests[^1].Prompt, StringComparison.Ordinal);
        Assert.Empty(call.ToolServers.Called);
    }

    [Fact]
    public async Task An_answer_to_no_request_or_a_second_one_is_refused()
    {
        await using var call = await RemoteToolScenarios.BeginAsync(RemoteToolScenarios.With(City));
        var request = await AskAsync(call);
        await call.CommandAsync<ResponseEnded>(Answer(request, approve: true));

        var twice = await call.CommandAsync<CommandFailed>(Answer(request, approve: true));

        Assert.Equal(("invalid_value", "item.approval_request_id"), (twice.Code, twice.Param));
        Assert.Single(call.ToolServers.Called);
    }

    [Fact]
    public async Task Filters_say_which_calls_wait()
    {
        var approval = new ToolApproval(null, new ToolFilter(null, ReadOnly: true));
        await using var call = await RemoteToolScenarios.BeginAsync(RemoteToolScenarios.With(City with { Approval = approval }));
        call.Chat.Calls.Then([RemoteToolScenarios.Call("c1", "weather"), RemoteToolScenarios.Call("c2", "book")], []);

        var ended = await call.CommandAsync<ResponseEnded>(new CreateResponse(new()));

        Assert.IsType<RemoteCallItem>(ended.Calls[0].Item);
        Assert.IsType<ApprovalRequestItem>(ended.Calls[1].Item);
    }

    private static async Task<ApprovalRequestItem> AskAsync(SessionScenario call)
    {
        call.Chat.Replies.Then("", "Hecho.");
        call.Chat.Calls.Then([RemoteToolScenarios.Call("c1", "book")], []);
        var ended = await call.CommandAsync<ResponseEnded>(new CreateResponse(new()));
        return Assert.IsType<ApprovalRequestItem>(Assert.Single(ended.Calls).Item);
    }

    private static CreateItem Answer(ApprovalRequestItem request, bool approve, string? reason = null) =>
        new(new ApprovalResponseItem($"answer-{Guid.NewGuid():N}", request.Id, approve, reason), request.Id);
}
