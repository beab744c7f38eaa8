using LocalVoice.Core.Sessions;
using LocalVoice.Testing.Fakes;

namespace LocalVoice.Core.Tests.SessionLoop.Sounds;

/// <summary>How far the agent is when a sound is heard.</summary>
public enum AgentAt
{
    /// <summary>The turn is decided; the language model has said nothing.</summary>
    Preparing,

    /// <summary>Its voice was heard for 40 ms.</summary>
    Beginning,

    Middle,

    /// <summary>All was sent, or nearly so.</summary>
    End,
}

/// <summary>Calls in which the agent answers one question.</summary>
internal static class SoundCall
{
    public const string Question = "¿Una?";
    public const string Answer = "Uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis.";

    public static async Task<SessionScenario> AtAsync(AgentAt moment, bool extensions)
    {
        var call = new SessionScenario(new() { Extensions = extensions });
        call.Recognizer.Hear = _ => Question;
        call.Chat.Replies.Then(Answer);
        if (moment is AgentAt.Preparing)
        {
            call.Chat.FirstWordHold.Engage();
        }

        await call.SayAsync(600);
        await call.PauseUntilAsync<ResponseStarted>();
        if (moment is not AgentAt.Preparing)
        {
            await call.ListenAsync(
                moment switch
                {
                    AgentAt.Beginning => 40,
                    AgentAt.Middle => 2000,
                    _ => 4300,
                }
            );
        }

        return call;
    }

    /// <summary>All work goes on, and nothing is under way any more.</summary>
    public static async Task FallSilentAsync(SessionScenario call)
    {
        call.Chat.FirstWordHold.Release();
        var quiet = 0;
        for (var frames = 0; frames < 2000 && quiet < 160; frames++)
        {
            var told = call.Log.All.Count;
            await call.PauseAsync(100);
            await Task.Yield();
            var begun = call.Log.Of<ResponseCreated>().Count > call.Log.Of<ResponseEnded>().Count;
            quiet = begun || call.Log.All.Count > told ? 0 : quiet + 1;
        }
    }
}
