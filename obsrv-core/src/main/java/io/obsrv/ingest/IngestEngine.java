package io.obsrv.ingest;

import io.obsrv.connector.SecretResolver;
import io.obsrv.dataset.Dataset;
import io.obsrv.dataset.DatasetId;
import io.obsrv.dataset.Registry;
import io.obsrv.error.InvalidException;
import io.obsrv.error.Problem;
import io.obsrv.event.Arrival;
import io.obsrv.event.CallerTransaction;
import io.obsrv.event.CommitResult;
import io.obsrv.event.ConnectorStore;
import io.obsrv.event.Event;
import io.obsrv.event.Layout;
import io.obsrv.event.Layouts;
import io.obsrv.event.QuarantineStore;
import io.obsrv.event.QuarantinedEvent;
import io.obsrv.event.Receipt;
import io.obsrv.event.RunState;
import io.obsrv.pipeline.Pipeline;
import io.obsrv.policy.Scaling;
import io.obsrv.telemetry.Telemetry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Every way in and out, for one library instance. Its {@link Lanes}, one per dataset in use, own
 * the state of these, its {@link ConnectorStarts} whose connectors were asked for; what is kept
 * here is who looks around.
 */
public final class IngestEngine implements AutoCloseable {
  /** Starts what a publication starts; who published is in the trail of the dataset. */
  static final String SYSTEM = "system";

  /** Lanes that are kept although nobody uses them now; each holds a compiled version. */
  private static final int IDLE_LANES = 1_000;

  private final Registry registry;
  private final Admission admission;
  private final Layouts layouts;
  private final IngestPorts ports;
  private final Pipelines pipelines;
  private final Telemetry telemetry;
  private final Lanes lanes;
  private final ConnectorStarts starts;
  private volatile List<Follower> followers = List.of();

  /**
   * For the front door.
   *
   * @param registry which datasets there are
   * @param layouts the layouts of versions
   * @param ports where records go
   * @param secrets the keys of transformations
   * @param telemetry told of every commit
   * @param starting when connectors run here
   */
  public IngestEngine(
      Registry registry,
      Layouts layouts,
      IngestPorts ports,
      SecretResolver secrets,
      Telemetry telemetry,
      Starting starting) {
    this(registry, layouts, ports, secrets, telemetry, starting, IDLE_LANES);
  }

  IngestEngine(
      Registry registry,
      Layouts layouts,
      IngestPorts ports,
      SecretResolver secrets,
      Telemetry telemetry,
      Starting starting,
      int idleLanes) {
    this.registry = registry;
    this.admission = new Admission(registry);
    this.layouts = layouts;
    this.ports = ports;
    this.pipelines = new Pipelines(ports.store(), layouts, secrets);
    this.telemetry = telemetry;
    this.lanes = new Lanes(this::newLane, idleLanes);
    this.starts = new ConnectorStarts(registry, layouts, lanes, starting);
  }

  /**
   * Starts the connectors of every live dataset, but those that somebody stopped or that failed, if
   * they run here without being asked for. What stands in the way of those of one dataset is
   * logged; where processes share the storage, they are tried again soon, and elsewhere when
   * somebody starts them.
   */
  public void startConnectors() {
    starts.atOpening();
  }

  /**
   * Goes on with what other processes do, where there can be any: looks again and again, on a
   * thread of its own. Finishing what they began may take long, or wait for somebody, and has
   * another thread, so that the connectors of one that died are taken over meanwhile.
   *
   * @param finishing goes on with what others began and did not live to finish
   */
  public void follow(Runnable finishing) {
    if (ports.leases().isShared()) {
      Following following = new Following(registry, layouts, this);
      Duration period = ports.leases().glance();
      followers =
          List.of(
              Follower.start("obsrv-follow", period, following::look),
              Follower.start("obsrv-finish", period, finishing));
    }
  }

  /** Another process has published a version: whoever looks around does so at once. */
  private void superseded() {
    followers.forEach(Follower::wake);
  }

  /**
   * What stands in the way of running a version here, such as a secret that nobody knows.
   *
   * @param layout the version
   * @return all problems; none if it can be run
   */
  public List<Problem> problems(Layout layout) {
    try {
      pipelines.of(layout);
      return List.of();
    } catch (InvalidException e) {
      return e.problems();
    }
  }

  /**
   * Goes on with a version that has just been published, or whose dataset takes records again: its
   * connectors run afterwards, where they run here at all. What was done stands whatever stands in
   * their way, which is logged; as at the opening, they are tried again soon where processes share
   * the storage, and elsewhere when somebody starts them.
   *
   * @param layout the version
   */
  public void activated(Layout layout) {
    starts.published(layout);
  }

  /**
   * Lets go of a dataset: its connectors stop.
   *
   * @param id the dataset
   */
  public void release(DatasetId id) {
    lanes.close(id);
    starts.released(id);
    telemetry.released(id);
  }

  /**
   * Lets nobody bring the destinations of a dataset on. Waits for other processes that are at it,
   * until they have heard that they must not, or are dead.
   *
   * @param layout the version whose destinations they are
   * @return to be closed when they may go on
   */
  public HeldDestinations holdDestinations(Layout layout) {
    return HeldDestinations.of(ports, layout.definition());
  }

  /** Stops all connectors, within a few seconds, and refuses further work. Can be repeated. */
  @Override
  public void close() {
    lanes.end();
    Follower.close(followers);
    Map<DatasetId, Lane> open = lanes.all();
    open.values()
        .forEach(
            lane -> lane.connectors().workers().forEach(worker -> worker.stop(RunState.STOPPED)));
    open.keySet().forEach(this::release);
  }

  /** Whether the connectors of a dataset run here whenever they can. */
  boolean runsConnectors(DatasetId id) {
    return starts.runHere(id);
  }

  /** Goes on with the connectors of a dataset that run here, as other processes do. */
  void follow(Dataset dataset) {
    starts.follow(dataset);
  }

  /** Starts the connectors of a dataset since somebody asks for it; from then on they run here. */
  void start(DatasetId id, String actor) {
    starts.asked(admission.require(id), actor);
  }

  Receipt push(DatasetId id, List<Event> events, Optional<String> batchId) {
    return using(id, lane -> lane.push(events, batchId)).orElseThrow(() -> admission.refusal(id));
  }

  void scale(DatasetId id, Scaling scaling) {
    Scaling unused =
        using(
            id,
            lane -> {
              lane.writer().throttle().scale(scaling);
              return scaling;
            });
  }

  Receipt push(
      DatasetId id, List<Event> events, Optional<String> batchId, CallerTransaction transaction) {
    return using(id, lane -> lane.push(events, batchId, transaction))
        .orElseThrow(() -> admission.refusal(id));
  }

  /** Tries records again; empty if one of them is not there as it was read. */
  Optional<Receipt> replay(DatasetId id, List<QuarantinedEvent> records, String actor) {
    return again(id, new Arrival.Replayed(records, actor));
  }

  /** Tries to open an envelope again; empty if it is not there as it was read. */
  Optional<Receipt> unpack(DatasetId id, QuarantinedEvent envelope, String actor) {
    return again(id, new Arrival.Unpacked(envelope, actor));
  }

  private Optional<Receipt> again(DatasetId id, Arrival arrival) {
    List<Event> events = arrival.released().stream().map(QuarantinedEvent::event).toList();
    CommitWriter.Written written = using(id, lane -> lane.writer().write(arrival, events));
    if (written.result() instanceof CommitResult.Committed committed) {
      return Optional.of(Receipt.of(written.commit(), committed));
    }
    if (written.result() instanceof CommitResult.Overtaken) {
      return Optional.empty();
    }
    throw admission.refusal(id);
  }

  Pipeline pipeline(DatasetId id, int version) {
    return pipelines.of(id, version);
  }

  QuarantineStore quarantine() {
    return ports.quarantine();
  }

  ConnectorStore runs() {
    return ports.runs();
  }

  Instant now() {
    return ports.clock().instant();
  }

  /** The dataset that a name stands for; the name itself if for none, which is told elsewhere. */
  DatasetId named(String name) {
    DatasetId id = DatasetId.of(name);
    return lanes.find(id).isPresent() ? id : registry.named(id).map(Dataset::id).orElse(id);
  }

  /** Does something with a lane that is not let go of meanwhile. */
  <T> T using(DatasetId id, Function<Lane, T> work) {
    return lanes.using(id, work);
  }

  Lane lane(DatasetId id) {
    return lanes.of(id);
  }

  /** The datasets in use, with their lanes. */
  Map<DatasetId, Lane> lanes() {
    return lanes.all();
  }

  /** The datasets that have a lane. */
  Set<DatasetId> inUse() {
    return lanes.all().keySet();
  }

  boolean isClosed() {
    return lanes.isClosed();
  }

  private Lane newLane(DatasetId id) {
    int live = admission.require(id).live().orElseThrow();
    return new Lane(ports, pipelines, telemetry, layouts.of(id, live), this::superseded);
  }
}
