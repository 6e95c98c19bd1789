// The frontier of a sweep for Java people:
//   jshell -R-Dsweep=NAME notebooks/frontier.jsh
import java.net.http.*;
import java.nio.file.*;

String server = Optional.ofNullable(System.getenv("LIPSWEEP_SERVER")).orElse("http://127.0.0.1:8420");
Path home = Path.of(Optional.ofNullable(System.getenv("LIPSWEEP_HOME")).orElse(System.getProperty("user.home") + "/.lipsweep"));
String token = Optional.ofNullable(System.getenv("LIPSWEEP_TOKEN")).orElse(Files.readString(home.resolve("admin.token")).strip());
var request = HttpRequest.newBuilder(URI.create(server + "/api/v1/sweeps/" + System.getProperty("sweep") + "/frontier?format=csv")).header("Authorization", "Bearer " + token).build();
var answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
List<String[]> rows = answer.body().lines().map(line -> line.split(",")).toList();
int bound = List.of(rows.get(0)).indexOf("log10Bound"), accuracy = List.of(rows.get(0)).indexOf("accuracy");
rows.stream().skip(1).forEach(row -> System.out.printf("bound 10^%s: %.1f %%%n", row[bound], 100 * Double.parseDouble(row[accuracy])));
/exit
