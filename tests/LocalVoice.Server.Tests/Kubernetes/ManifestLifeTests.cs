using System.Net;
using k8s.Models;
using LocalVoice.Server.Composition;
using LocalVoice.Server.Configuration;
using LocalVoice.Server.Tests.Hosting;

namespace LocalVoice.Server.Tests.Kubernetes;

/// <summary>When a pod gets callers, when it is started anew, and how it ends.</summary>
public sealed class ManifestLifeTests
{
    private static readonly TimeSpan AfterDrain = TimeSpan.FromSeconds(10);

    public static TheoryData<string> Overlays => Manifests.Overlays;

    [Theory]
    [MemberData(nameof(Overlays))]
    public async Task Probes_ask_what_the_server_answers(string overlay)
    {
        await using var server = await RunningServer.StartAsync();
        using var http = new HttpClient { BaseAddress = server.Address };
        foreach (var program in (await Manifests.OfOverlayAsync(overlay)).Programs)
        {
            Assert.Equal(
                ("/readyz", "/readyz", "/healthz"),
                (program.StartupProbe.HttpGet.Path, program.ReadinessProbe.HttpGet.Path, program.LivenessProbe.HttpGet.Path)
            );
            foreach (var probe in new[] { program.StartupProbe, program.ReadinessProbe, program.LivenessProbe })
            {
                Assert.Equal("http", $"{probe.HttpGet.Port}");
                using var response = await http.GetAsync(new Uri(probe.HttpGet.Path, UriKind.Relative));
                Assert.Equal(HttpStatusCode.OK, response.StatusCode);
                Assert.Equal(("Host", "localhost"), probe.HttpGet.HttpHeaders.Select(header => (header.Name, header.Value)).Single());
            }
        }
    }

    [Theory]
    [MemberData(nameof(Overlays))]
    public async Task A_pod_is_given_the_time_that_its_sessions_have_to_end(string overlay)
    {
        var manifests = await Manifests.OfOverlayAsync(overlay);
        var drain = new ConnectionOptions().DrainTimeout;
        var files = manifests.Of<V1ConfigMap>().Select(map => map.Data["appsettings.json"]).ToList();
        Assert.All(
            files.Where(file => file.Contains("DrainTimeout", StringComparison.Ordinal)),
            file => Assert.Contains($"\"DrainTimeout\": \"{drain:c}\"", file, StringComparison.Ordinal)
        );

        Assert.All(
            manifests.Pods.Select(pod => pod.Template.Spec).Where(pod => pod.Containers.Any(manifests.Programs.Contains)),
            pod =>
            {
                var before = TimeSpan.FromSeconds(pod.Containers.Single().Lifecycle.PreStop.Sleep.Seconds);
                Assert.InRange(pod.TerminationGracePeriodSeconds ?? 0, (before + drain + AfterDrain).TotalSeconds, 120);
            }
        );
    }

    [Theory]
    [MemberData(nameof(Overlays))]
    public async Task A_pod_is_not_killed_while_its_engines_load(string overlay) =>
        Assert.All(
            (await Manifests.OfOverlayAsync(overlay)).Programs,
            program =>
                Assert.True(
                    program.StartupProbe.PeriodSeconds * program.StartupProbe.FailureThreshold
                        > new EngineOptions().LoadTimeout.TotalSeconds
                )
        );

    [Fact]
    public async Task Replicas_are_added_while_others_are_full_and_so_not_ready() =>
        Assert.Equal("Parallel", (await Manifests.OfOverlayAsync("gpu")).Of<V1StatefulSet>().Single().Spec.PodManagementPolicy);
}
