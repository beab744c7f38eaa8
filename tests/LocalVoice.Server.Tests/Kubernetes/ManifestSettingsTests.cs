using System.Globalization;
using k8s.Models;
using LocalVoice.Server.Composition;
using LocalVoice.Server.Composition.Reference;
using LocalVoice.Server.Configuration;
using LocalVoice.Testing.Files;
using Microsoft.Extensions.Configuration;

namespace LocalVoice.Server.Tests.Kubernetes;

/// <summary>The settings in the manifests are the server's, and their values those that it takes.</summary>
public sealed class ManifestSettingsTests
{
    private const string Prefix = "LOCALVOICE__";
    private const string Secrets = "/run/secrets/localvoice/";

    public static TheoryData<string> Overlays => Manifests.Overlays;

    [Theory]
    [MemberData(nameof(Overlays))]
    public async Task Nothing_is_wrong_in_a_settings_file(string overlay)
    {
        var manifests = await Manifests.OfOverlayAsync(overlay);
        using var folder = new TemporaryFolder();
        var secrets = manifests.Server.Volumes.Single(volume => volume.Name == "secrets").Secret.Items;
        foreach (var secret in secrets)
        {
            await File.WriteAllTextAsync(folder.File(secret.Path), new string('k', 40));
        }

        foreach (var map in manifests.Of<V1ConfigMap>())
        {
            var file = Assert.Single(map.Data);
            Assert.Equal("appsettings.json", file.Key);
            var path = folder.File(map.Metadata.Name);
            await File.WriteAllTextAsync(path, file.Value.Replace(Secrets, folder.Path + "/", StringComparison.Ordinal));

            Assert.Empty(SettingsFile.Check(path));
        }
    }

    [Fact]
    public async Task A_secret_that_is_not_mounted_is_noticed()
    {
        var map = Assert.Single((await Manifests.OfOverlayAsync("gpu")).Of<V1ConfigMap>());
        using var file = new TemporaryFile("json");
        await File.WriteAllTextAsync(file.Path, map.Data["appsettings.json"]);

        Assert.Contains(SettingsFile.Check(file.Path), problem => problem.Contains("client-secrets", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Overlays))]
    public async Task Settings_in_the_environment_are_settings(string overlay) =>
        Assert.Empty(Problems((await Manifests.OfOverlayAsync(overlay)).Programs, replica: 0));

    [Fact]
    public async Task Calls_of_every_replica_have_a_port_in_range()
    {
        var manifests = await Manifests.OfOverlayAsync("gpu", "webrtc");
        var replicas = manifests.Of<V2HorizontalPodAutoscaler>().Single().Spec.MaxReplicas;

        Assert.All(Enumerable.Range(0, replicas), replica => Assert.Empty(Problems(manifests.Programs, replica)));
    }

    [Theory]
    [MemberData(nameof(Overlays))]
    public async Task The_programs_listen_where_their_port_says_and_keep_models_and_cache_where_they_are_mounted(string overlay) =>
        Assert.All(
            (await Manifests.OfOverlayAsync(overlay)).Programs,
            program =>
            {
                var port = Assert.Single(program.Ports);
                Assert.Equal(("http", $"http://+:{port.ContainerPort}"), (port.Name, Value(program, "ASPNETCORE_URLS")));
                Assert.True(Mount(program, Value(program, "LOCALVOICE__MODELS__FOLDER")).ReadOnlyProperty);
                Assert.Null(Mount(program, Value(program, "LOCALVOICE_CACHE")).ReadOnlyProperty);
                Assert.Equal(program.WorkingDir, Mount(program, program.WorkingDir).MountPath);
            }
        );

    private static V1VolumeMount Mount(V1Container program, string path) => program.VolumeMounts.Single(mount => mount.MountPath == path);

    private static string Value(V1Container program, string name) => program.Env.Single(variable => variable.Name == name).Value;

    /// <param name="replica">What <c>$(POD_INDEX)</c> stands for.</param>
    private static IEnumerable<string> Problems(IEnumerable<V1Container> programs, int replica) =>
        programs.SelectMany(program =>
        {
            var settings = program
                .Env.Where(variable => variable.Name.StartsWith(Prefix, StringComparison.Ordinal))
                .ToDictionary(
                    variable => variable.Name.Replace("__", ":", StringComparison.Ordinal),
                    variable => (string?)Expanded(variable, replica)
                );
            Assert.NotEmpty(settings);
            return UnknownSettings.Problems(new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), SettingsSchema.Root);
        });

    private static string Expanded(V1EnvVar variable, int replica) =>
        variable.ValueFrom is null
            ? variable.Value.Replace("$(POD_INDEX)", replica.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            : "10.0.0.1";
}
