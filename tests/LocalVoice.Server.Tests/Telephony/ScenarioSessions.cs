using LocalVoice.Core.SessionLoop;
using LocalVoice.Core.Sessions;
using LocalVoice.Core.Text;
using LocalVoice.Testing.Fakes;
using Microsoft.Extensions.Logging.Abstractions;

namespace LocalVoice.Server.Tests.Telephony;

/// <summary>Real sessions on fake engines, by the system's clock.</summary>
internal static class ScenarioSessions
{
    public static IVoiceSessionFactory On(ScenarioEngines engines) =>
        new VoiceSessionFactory(
            engines.ToCatalog(),
            new(),
            SpokenTextPreparations.WithoutLexicons,
            IdleResources.For(new(), TimeProvider.System) with
            {
                ToolServers = engines.ToolServers,
            },
            TimeProvider.System,
            NullLogger<VoiceSessionFactory>.Instance,
            null
        );
}
