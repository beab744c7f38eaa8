using LocalVoice.Server.Composition;
using LocalVoice.Server.Configuration;

namespace LocalVoice.Server.Tests.Configuration;

public sealed class MisspeltVariablesTests
{
    [Theory]
    [InlineData("LOCALVOICE_AIRGAPPED", "LOCALVOICE__AIRGAPPED")]
    [InlineData("LOCALVOICE_AUDIT__PATH", "LOCALVOICE__AUDIT__PATH")]
    [InlineData("LocalVoice_Admission_MaxSessions", "LocalVoice__Admission__MaxSessions")]
    public void One_that_looks_like_a_setting_is_told_with_what_was_meant(string name, string meant)
    {
        var problem = Assert.Single(MisspeltVariables.Problems([name, "PATH"], SettingsSchema.Root));

        Assert.StartsWith($"The variable {name} is no setting; did you mean {meant}?", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("LOCALVOICE__AUDIT__PATH")]
    [InlineData("LOCALVOICE_CACHE")]
    [InlineData("LOCALVOICE_KEY")]
    [InlineData("LOCALVOICE_URL")]
    [InlineData("LOCALVOICE_SET")]
    [InlineData("AUDIT_PATH")]
    public void Others_are_nobody_s_mistake(string name) => Assert.Empty(MisspeltVariables.Problems([name], SettingsSchema.Root));
}
